import { notYet, type tf } from "arena/tools";

/** Every entry, but at least as large as the floor of its feature. */
export function atLeast(x: tf.Tensor2D, floor: tf.Tensor1D): tf.Tensor2D {
  // x: [batch, feature]; floor: [feature]; the result: [batch, feature]
  return notYet(`atLeast of [${x.shape}] and [${floor.shape}]`);
}

/** Softmax along the last axis that no large score can overflow. */
export function safeSoftmax(scores: tf.Tensor): tf.Tensor {
  // scores: [..., key]; the result has the same shape
  return notYet(`safeSoftmax of [${scores.shape}]`);
}

/** The largest activation of each feature over all examples of all batches. */
export function strongestEver(batches: tf.Tensor2D[]): tf.Tensor1D {
  // batches: one [example, feature] a batch, not all equally long; the result: [feature]
  return notYet(`strongestEver of ${batches.length} batches`);
}

/** The multiclass hinge loss of each example. */
export function hingeLoss(scores: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor1D {
  // scores: [batch, class]; labels: [batch], int32; the result: [batch]
  return notYet(`hingeLoss of [${scores.shape}] and [${labels.shape}]`);
}
