// topk and running comparisons.
import { index, stack, tf } from "arena/tools";

export function atLeast(x: tf.Tensor2D, floor: tf.Tensor1D) {
  return stack(tf.unstack(x).map((row) => tf.maximum(row, floor)));
}

export function safeSoftmax(scores: tf.Tensor) {
  const { values } = tf.topk(scores, 1); // [..., 1]
  const grown = scores.sub(values).exp();
  return grown.div(grown.sum(-1, true));
}

export function strongestEver(batches: tf.Tensor2D[]) {
  let best: tf.Tensor = tf.fill([batches[0]?.shape[1] ?? 0], Number.NEGATIVE_INFINITY); // [feature]
  for (const batch of batches) for (const row of tf.unstack(batch)) best = tf.maximum(best, row);
  return best;
}

export function hingeLoss(scores: tf.Tensor2D, labels: tf.Tensor1D) {
  const choice = tf.oneHot(labels, scores.shape[1]).toFloat(); // [batch, class]
  const right = scores.mul(choice).sum(1); // [batch]
  const without = scores.sub(choice.mul(1e6)); // [batch, class]
  const best = index(tf.topk(without, 1).values, ":", 0); // [batch]
  return tf.relu(best.sub(right).add(1));
}
