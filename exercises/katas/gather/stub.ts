import { notYet, type tf } from "arena/tools";

/** From each row of logits the one of the label. */
export function pickLogits(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor1D {
  // logits: [batch, class]; labels: [batch], int32; the result: [batch]
  return notYet(`pickLogits of [${logits.shape}] and [${labels.shape}]`);
}

/** By how much the last position prefers the right token to the wrong one. */
export function logitDifference(logits: tf.Tensor3D, right: tf.Tensor1D, wrong: tf.Tensor1D): tf.Tensor1D {
  // logits: [batch, position, token]; right and wrong: [batch], int32; the result: [batch]
  return notYet(`logitDifference of [${logits.shape}], [${right.shape}] and [${wrong.shape}]`);
}

/** The residual stream at the last real token of each sequence, before the padding on its right. */
export function lastReal(resid: tf.Tensor3D, lengths: tf.Tensor1D): tf.Tensor2D {
  // resid: [batch, position, model]; lengths: [batch], int32; the result: [batch, model]
  return notYet(`lastReal of [${resid.shape}] and [${lengths.shape}]`);
}

/** The log-probability that each position gave to the token that really came next. */
export function nextLogProbs(logits: tf.Tensor3D, tokens: tf.Tensor2D): tf.Tensor2D {
  // logits: [batch, position, token]; tokens: [batch, position], int32
  // the result: [batch, position - 1]
  return notYet(`nextLogProbs of [${logits.shape}] and [${tokens.shape}]`);
}
