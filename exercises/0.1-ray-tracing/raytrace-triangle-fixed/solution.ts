import { linalg, repeat, stack, tf, unbind, unsqueeze, where } from "arena/tools";

/** Below this a determinant counts as 0: the ray runs along the triangle's plane, or there is no plane. */
const SINGULAR = 1e-8;

/** Which of the rays [ray, 2, xyz] hit the triangle [3, xyz]? bool [ray]. */
export function raytraceTriangleFixed(rays: tf.Tensor3D, triangle: tf.Tensor2D): tf.Tensor1D {
  const corners = repeat(triangle, "corner xyz -> corner ray xyz", { ray: rays.shape[0] }); // [corner, ray, xyz]
  const [A, B, C] = unbind(corners) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D]; // each [ray, xyz]
  const [O, D] = unbind(rays, 1) as [tf.Tensor2D, tf.Tensor2D]; // each [ray, xyz]
  const matrices = stack([D.neg(), B.sub(A), C.sub(A)], -1); // [ray, xyz, suv]
  const singular = linalg.det(matrices).abs().less(SINGULAR); // [ray]
  const mask = unsqueeze(unsqueeze(singular, -1), -1); // [ray, 1, 1]
  const solvable = where(mask, tf.eye(3), matrices); // [ray, xyz, suv]
  const solved = linalg.solve(solvable, O.sub(A)); // [ray, suv]
  const [s, u, v] = unbind(solved, -1) as [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D]; // each [ray]
  let hit = singular.logicalNot() as tf.Tensor1D; // [ray]
  hit = hit.logicalAnd(s.greaterEqual(0)); // [ray]
  const inside = u.greaterEqual(0).logicalAnd(v.greaterEqual(0)); // [ray]
  return hit.logicalAnd(inside).logicalAnd(u.add(v).lessEqual(1)); // [ray]
}
