import { notYet, type tf } from "arena/tools";

/** Rays from the origin through evenly spaced points (1, y, 0), y from -yLimit to yLimit: [ray, point, xyz]. */
export function makeRays1d(numPixels: number, yLimit: number): tf.Tensor3D {
  // the result: [numPixels, 2, 3], entry 0 the origin, entry 1 the direction
  return notYet(`makeRays1d of ${numPixels} pixels up to y = ${yLimit}`);
}
