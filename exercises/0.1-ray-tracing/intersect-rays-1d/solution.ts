import { any, index, linalg, rearrange, repeat, stack, tf, unbind, where } from "arena/tools";

/** For each ray whether it meets any of the segments, in x and y: bool [ray]. */
export function intersectRays1d(rays: tf.Tensor3D, segments: tf.Tensor3D): tf.Tensor1D {
  const sizes = { ray: rays.shape[0], seg: segments.shape[0] };
  const eachRay = repeat(index(rays, "...", ":2"), "ray p d -> p ray seg d", { seg: sizes.seg }); // [point, ray, segment, xy]
  const eachSegment = repeat(index(segments, "...", ":2"), "seg p d -> p ray seg d", { ray: sizes.ray }); // [point, ray, segment, xy]
  const [O, D] = unbind(eachRay) as [tf.Tensor3D, tf.Tensor3D]; // two of [ray, segment, xy]
  const [L1, L2] = unbind(eachSegment) as [tf.Tensor3D, tf.Tensor3D]; // two of [ray, segment, xy]

  const matrices = stack([D, L1.sub(L2)], -1); // [ray, segment, xy, unknown]
  const singular = linalg.det(matrices).abs().less(1e-8); // [ray, segment]
  const solvable = where(rearrange(singular, "ray seg -> ray seg 1 1"), tf.eye(2), matrices); // [ray, segment, xy, unknown]
  const [u, v] = unbind(linalg.solve(solvable, L1.sub(O)), -1) as [tf.Tensor2D, tf.Tensor2D]; // two of [ray, segment]

  const inSegment = v.greaterEqual(0).logicalAnd(v.lessEqual(1)); // [ray, segment]
  const hits = u.greaterEqual(0).logicalAnd(inSegment).logicalAnd(singular.logicalNot()); // [ray, segment]
  return any(hits, 1); // [ray]
}
