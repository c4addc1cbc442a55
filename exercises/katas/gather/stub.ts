import { notYet, type tf } from "arena/tools";

/** The row of the table for each token. */
export function rowsOf(table: tf.Tensor2D, tokens: tf.Tensor2D): tf.Tensor3D {
  // table: [token, model]; tokens: [batch, position]; the result: [batch, position, model]
  return notYet(`rows of [${table.shape}] for tokens [${tokens.shape}]`);
}

/** From each row the entry at the row's own label. */
export function logitOfLabel(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor1D {
  // logits: [batch, class]; labels: [batch]; the result: [batch]
  return notYet(`entries of [${logits.shape}] at labels [${labels.shape}]`);
}

/** The log-probability that each position gave to the token after it. */
export function tokenLogProbs(logProbs: tf.Tensor3D, tokens: tf.Tensor2D): tf.Tensor2D {
  // logProbs: [batch, position, token]; tokens: [batch, position]; the result: [batch, position - 1]
  return notYet(`log-probabilities of [${tokens.shape}] out of [${logProbs.shape}]`);
}

/** By how much the right answer's logit is above the wrong one's, at the last position. */
export function logitDifference(logits: tf.Tensor3D, right: tf.Tensor1D, wrong: tf.Tensor1D): tf.Tensor1D {
  // logits: [batch, position, token]; right, wrong: [batch]; the result: [batch]
  return notYet(`differences in [${logits.shape}] between [${right.shape}] and [${wrong.shape}]`);
}
