import { linspace, stack, tf } from "arena/tools";

/** Rays from the origin through evenly spaced points (1, y, 0), y from -yLimit to yLimit: [ray, point, xyz]. */
export function makeRays1d(numPixels: number, yLimit: number): tf.Tensor3D {
  const y = linspace(-yLimit, yLimit, numPixels); // [ray]
  const directions = stack([tf.onesLike(y), y, tf.zerosLike(y)], -1); // [ray, xyz]
  const origins = tf.zerosLike(directions); // [ray, xyz]
  return stack([origins, directions], 1) as tf.Tensor3D; // [ray, point, xyz]
}
