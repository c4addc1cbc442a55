// tile, and a product with ones where broadcasting does the copying.
import { tf } from "arena/tools";

export const forEveryExample = (resid: tf.Tensor2D, batch: number) => resid.expandDims(0).tile([batch, 1, 1]);

export const keysForQueryHeads = (k: tf.Tensor4D, group: number) => {
  const [b, s, h, d] = k.shape;
  return k
    .reshape([b, s, h, 1, d])
    .mul(tf.ones([group, 1]))
    .reshape([b, s, h * group, d]);
};

export const enlarge = (images: tf.Tensor4D, factor: number) => {
  const [b, c, h, w] = images.shape;
  return images
    .reshape([b, c, h, 1, w, 1])
    .tile([1, 1, 1, factor, 1, factor])
    .reshape([b, c, h * factor, w * factor]);
};

export const everyPair = (q: tf.Tensor2D, k: tf.Tensor2D) => {
  const left = q.expandDims(1).tile([1, k.shape[0], 1]); // [query, key, d]
  const right = k.expandDims(0).tile([q.shape[0], 1, 1]); // [query, key, e]
  return tf.concat([left, right], 2);
};
