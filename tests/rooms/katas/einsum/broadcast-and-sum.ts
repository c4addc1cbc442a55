import { einsum, rearrange, reduce, tf } from "arena/tools";

export const project = (x: tf.Tensor3D, weight: tf.Tensor2D) => x.expandDims(2).mul(weight).sum(-1);

export const attentionScores = (q: tf.Tensor4D, k: tf.Tensor4D) => {
  const products = rearrange(q, "b q h d -> b h q 1 d").mul(rearrange(k, "b k h d -> b h 1 k d"));
  return reduce(products, "b h q k d -> b h q k", "sum");
};

export const mixValues = (pattern: tf.Tensor4D, v: tf.Tensor4D) =>
  tf.stack(
    Array.from({ length: v.shape[2] }, (_, head) =>
      tf.matMul(
        pattern.slice([0, head], [-1, 1]).squeeze([1]),
        v.slice([0, 0, head], [-1, -1, 1]).squeeze([2]),
      ),
    ),
    2,
  );

export const writesPerHead = (z: tf.Tensor4D, wO: tf.Tensor3D) =>
  tf.stack(
    wO
      .unstack()
      .map((matrix, head) => einsum("b q d, d m -> b q m", z.gather([head], 2).squeeze([2]), matrix)),
    2,
  );

export const copyingScore = (wE: tf.Tensor2D, wOV: tf.Tensor3D, wU: tf.Tensor2D) =>
  einsum("h t o, o t -> h", einsum("t i, h i o -> h t o", wE, wOV), wU);
