// The tools' log-softmax, and two lists of indices that run in step.
import { arange, index, logSoftmax, type tf } from "arena/tools";

export function batchedCrossEntropyLoss(logits: tf.Tensor2D, trueLabels: tf.Tensor1D): tf.Tensor1D {
  const logProbs = logSoftmax(logits); // [batch, class]
  return index(logProbs, arange(logits.shape[0]), trueLabels).mul(-1) as tf.Tensor1D; // [batch]
}
