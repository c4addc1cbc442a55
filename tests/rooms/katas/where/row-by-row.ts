// Rows by loops over the axis that matters.
import { concatenate, index, stack, tf, unsqueeze, where } from "arena/tools";

export function prune(weights: tf.Tensor, threshold: number) {
  const small = weights.greater(-threshold).logicalAnd(weights.less(threshold));
  return where(small, 0, weights);
}

export function patchPositions(clean: tf.Tensor3D, corrupted: tf.Tensor3D, chosen: tf.Tensor2D) {
  const positions = Array.from({ length: clean.shape[1] }, (_, at) =>
    where(unsqueeze(index(chosen, ":", at), 1), index(clean, ":", at), index(corrupted, ":", at)),
  );
  return stack(positions, 1);
}

export function causalScores(scores: tf.Tensor4D) {
  const [batch, head, queries, keys] = scores.shape;
  const rows = Array.from({ length: queries }, (_, query) => {
    const seen = keys - queries + query + 1;
    const future = tf.fill([batch, head, 1, keys - seen], Number.NEGATIVE_INFINITY);
    return concatenate([index(scores, ":", ":", `${query}:${query + 1}`, `:${seen}`), future], -1);
  });
  return concatenate(rows, 2);
}

export function entropy(p: tf.Tensor) {
  const logs = tf.log(tf.maximum(p, 1e-30));
  return logs.mul(p).sum(-1).neg();
}
