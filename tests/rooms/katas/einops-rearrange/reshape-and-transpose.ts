// reshape and transpose, with numbers for axes.
import type { tf } from "arena/tools";

export function joinHeads(z: tf.Tensor4D) {
  const [b, s, h, d] = z.shape;
  return z.reshape([b, s, h * d]) as tf.Tensor3D;
}

export function splitHeads(x: tf.Tensor3D, heads: number) {
  const [b, s, m] = x.shape;
  return x.reshape([b, s, heads, m / heads]).transpose([0, 2, 1, 3]) as tf.Tensor4D;
}

export function patches(images: tf.Tensor4D, size: number) {
  const [b, c, height, width] = images.shape;
  const [h, w] = [height / size, width / size];
  const split = images.reshape([b, c, h, size, w, size]); // [batch, channel, row, p, column, q]
  return split.transpose([0, 2, 4, 1, 3, 5]).reshape([b, h * w, c * size * size]) as tf.Tensor3D;
}

export function splitQkv(qkv: tf.Tensor3D, heads: number) {
  const [b, s, m] = qkv.shape;
  return qkv.split(3, -1).map((part) => part.reshape([b, s, heads, m / 3 / heads])) as tf.Tensor4D[];
}
