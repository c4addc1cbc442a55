import { tf, where } from "arena/tools";

/** Every entry, but at least as large as the floor of its feature. */
export function atLeast(x: tf.Tensor2D, floor: tf.Tensor1D): tf.Tensor2D {
  return tf.maximum(x, floor) as tf.Tensor2D; // [batch, feature]
}

/** Softmax along the last axis that no large score can overflow. */
export function safeSoftmax(scores: tf.Tensor): tf.Tensor {
  const largest = scores.max(-1, true); // [..., 1]
  const grown = scores.sub(largest).exp(); // [..., key], at most 1
  return grown.div(grown.sum(-1, true));
}

/** The largest activation of each feature over all examples of all batches. */
export function strongestEver(batches: tf.Tensor2D[]): tf.Tensor1D {
  const perBatch = batches.map((batch) => batch.max(0)); // [feature] each
  return perBatch.reduce((best, here) => tf.maximum(best, here)) as tf.Tensor1D;
}

/** The multiclass hinge loss of each example. */
export function hingeLoss(scores: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor1D {
  const isRight = tf.oneHot(labels, scores.shape[1]).toBool(); // [batch, class]
  const right = where(isRight, scores, -Infinity).max(1); // [batch]
  const wrong = where(isRight, -Infinity, scores).max(1); // [batch]
  return tf.maximum(wrong.sub(right).add(1), 0) as tf.Tensor1D; // [batch]
}
