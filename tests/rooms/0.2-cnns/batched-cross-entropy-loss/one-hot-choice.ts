// A one-hot mask that chooses instead of multiplying, and log Σ exp minus the true logit.
import { tf } from "arena/tools";

export const batchedCrossEntropyLoss = (logits: tf.Tensor2D, trueLabels: tf.Tensor1D): tf.Tensor1D => {
  const mask = tf.oneHot(trueLabels, logits.shape[1]).cast("bool"); // [batch, class]
  const ofTrue = tf.where(mask, logits, tf.zerosLike(logits)).sum(1); // [batch]
  return tf.logSumExp(logits, 1).sub(ofTrue) as tf.Tensor1D; // [batch]
};
