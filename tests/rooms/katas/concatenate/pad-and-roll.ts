// tf.pad and roll, which join without saying so.
import { roll, tf } from "arena/tools";

export const prependBos = (tokens: tf.Tensor2D, bos: number) =>
  tf.pad(
    tokens,
    [
      [0, 0],
      [1, 0],
    ],
    bos,
  );

export const appendToCache = (cache: tf.Tensor4D, fresh: tf.Tensor4D) => tf.concat([cache, fresh], -2);

export const padTo = (x: tf.Tensor3D, length: number) =>
  tf.pad(x, [
    [0, 0],
    [0, length - x.shape[1]],
    [0, 0],
  ]);

export const rotateHalf = (x: tf.Tensor4D) => {
  const half = x.shape[3] / 2;
  const signs = tf.concat([tf.fill([half], -1), tf.ones([half])]); // [d]
  return roll(x, half, -1).mul(signs);
};
