import { notYet, type tf } from "arena/tools";

/** For each ray whether it meets any of the segments, in x and y: bool [ray]. */
export function intersectRays1d(rays: tf.Tensor3D, segments: tf.Tensor3D): tf.Tensor1D {
  // rays: [ray, point, xyz], segments: [segment, point, xyz]; the result: bool [ray]
  return notYet(`intersectRays1d of rays [${rays.shape}] and segments [${segments.shape}]`);
}
