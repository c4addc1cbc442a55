import { gather, index, logSoftmax, repeat, squeeze, stack, tf, unsqueeze } from "arena/tools";

/** From each row of logits the one of the label. */
export function pickLogits(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor1D {
  return squeeze(gather(logits, 1, unsqueeze(labels, 1)), 1) as tf.Tensor1D;
}

/** By how much the last position prefers the right token to the wrong one. */
export function logitDifference(logits: tf.Tensor3D, right: tf.Tensor1D, wrong: tf.Tensor1D): tf.Tensor1D {
  const last = index(logits, ":", -1); // [batch, token]
  const pairs = gather(last, 1, stack([right, wrong], 1)); // [batch, 2]
  return index(pairs, ":", 0).sub(index(pairs, ":", 1)) as tf.Tensor1D; // [batch]
}

/** The residual stream at the last real token of each sequence, before the padding on its right. */
export function lastReal(resid: tf.Tensor3D, lengths: tf.Tensor1D): tf.Tensor2D {
  const last = lengths.sub(tf.scalar(1, "int32")); // [batch]
  const places = repeat(last, "b -> b 1 m", { m: resid.shape[2] }); // [batch, 1, model]
  return squeeze(gather(resid, 1, places), 1) as tf.Tensor2D; // [batch, model]
}

/** The log-probability that each position gave to the token that really came next. */
export function nextLogProbs(logits: tf.Tensor3D, tokens: tf.Tensor2D): tf.Tensor2D {
  const predicted = logSoftmax(index(logits, ":", ":-1")); // [batch, position - 1, token]
  const next = unsqueeze(index(tokens, ":", "1:"), -1); // [batch, position - 1, 1]
  return squeeze(gather(predicted, -1, next), -1) as tf.Tensor2D; // [batch, position - 1]
}
