// Masks as factors and as summands, and a clamp inside the logarithm.
import { tf, tril } from "arena/tools";

export const prune = (weights: tf.Tensor, threshold: number) =>
  weights.mul(weights.abs().less(threshold).logicalNot().toFloat());

export const patchPositions = (clean: tf.Tensor3D, corrupted: tf.Tensor3D, chosen: tf.Tensor2D) =>
  corrupted.add(clean.sub(corrupted).mul(chosen.toFloat().expandDims(-1)));

export const causalScores = (scores: tf.Tensor4D) => {
  const [, , queries, keys] = scores.shape;
  const seen = tril(tf.ones([queries, keys]), keys - queries).toBool(); // [query, key]
  return tf.where(seen, scores, tf.fill(scores.shape, -Infinity));
};

export const entropy = (p: tf.Tensor) =>
  p
    .mul(p.add(p.equal(0).toFloat()).log())
    .sum(-1)
    .neg();
