import { notYet, type tf } from "arena/tools";

/** Rays from the origin through a grid of points (1, y, z), y slow and z fast: [ray, point, xyz]. */
export function makeRays2d(
  numPixelsY: number,
  numPixelsZ: number,
  yLimit: number,
  zLimit: number,
): tf.Tensor3D {
  // the result: [numPixelsY * numPixelsZ, 2, 3]
  return notYet(`makeRays2d of ${numPixelsY} by ${numPixelsZ} pixels up to y = ${yLimit}, z = ${zLimit}`);
}
