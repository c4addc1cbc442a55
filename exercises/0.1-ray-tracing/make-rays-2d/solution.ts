import { linspace, repeat, stack, tf } from "arena/tools";

/** Rays from the origin through a grid of points (1, y, z), y slow and z fast: [ray, point, xyz]. */
export function makeRays2d(
  numPixelsY: number,
  numPixelsZ: number,
  yLimit: number,
  zLimit: number,
): tf.Tensor3D {
  const y = repeat(linspace(-yLimit, yLimit, numPixelsY), "y -> (y z)", { z: numPixelsZ }); // [ray]
  const z = repeat(linspace(-zLimit, zLimit, numPixelsZ), "z -> (y z)", { y: numPixelsY }); // [ray]
  const directions = stack([tf.onesLike(y), y, z], -1); // [ray, xyz]
  const origins = tf.zerosLike(directions); // [ray, xyz]
  return stack([origins, directions], 1) as tf.Tensor3D; // [ray, point, xyz]
}
