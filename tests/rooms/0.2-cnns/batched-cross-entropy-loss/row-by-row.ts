// One row after the other, put together at the end.
import { tf } from "arena/tools";

export function batchedCrossEntropyLoss(logits: tf.Tensor2D, trueLabels: tf.Tensor1D): tf.Tensor1D {
  const labels = trueLabels.dataSync();
  const losses = tf.unstack(logits).map((row, b) => {
    const shifted = row.sub(row.max()); // [class]
    return shifted
      .exp()
      .sum()
      .log()
      .sub(shifted.slice(labels[b] as number, 1).reshape([])); // []
  });
  return losses.length === 0 ? tf.tensor1d([]) : (tf.stack(losses) as tf.Tensor1D); // [batch]
}
