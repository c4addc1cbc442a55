import { gather, index, squeeze, tf, unsqueeze } from "arena/tools";

/** The row of the table for each token. */
export function rowsOf(table: tf.Tensor2D, tokens: tf.Tensor2D): tf.Tensor3D {
  return tf.gather(table, tokens) as unknown as tf.Tensor3D; // [batch, position, model]
}

/** From each row the entry at the row's own label. */
export function logitOfLabel(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor1D {
  const picked = gather(logits, 1, unsqueeze(labels, 1)); // [batch, 1]
  return squeeze(picked, 1) as tf.Tensor1D; // [batch]
}

/** The log-probability that each position gave to the token after it. */
export function tokenLogProbs(logProbs: tf.Tensor3D, tokens: tf.Tensor2D): tf.Tensor2D {
  const guesses = index(logProbs, ":", ":-1"); // [batch, position - 1, token]
  const next = index(tokens, ":", "1:"); // [batch, position - 1]
  const picked = gather(guesses, 2, unsqueeze(next, 2)); // [batch, position - 1, 1]
  return squeeze(picked, 2) as tf.Tensor2D; // [batch, position - 1]
}

/** By how much the right answer's logit is above the wrong one's, at the last position. */
export function logitDifference(logits: tf.Tensor3D, right: tf.Tensor1D, wrong: tf.Tensor1D): tf.Tensor1D {
  const last = index(logits, ":", -1) as tf.Tensor2D; // [batch, token]
  return logitOfLabel(last, right).sub(logitOfLabel(last, wrong)); // [batch]
}
