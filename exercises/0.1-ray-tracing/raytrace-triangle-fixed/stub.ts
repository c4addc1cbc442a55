import { linalg, repeat, stack, tf, unbind, unsqueeze, where } from "arena/tools";

/** Below this a determinant counts as 0: the ray runs along the triangle's plane, or there is no plane. */
const SINGULAR = 1e-8;

/** Which of the rays [ray, 2, xyz] hit the triangle [3, xyz]? bool [ray]. Four faults are in here: mend them. */
export function raytraceTriangleFixed(rays: tf.Tensor3D, triangle: tf.Tensor2D): tf.Tensor1D {
  const corners = repeat(triangle, "corner xyz -> corner ray xyz", { ray: rays.shape[0] });
  const [A, B, C] = unbind(corners) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
  const [O, D] = unbind(rays, 0) as [tf.Tensor2D, tf.Tensor2D];
  const matrices = stack([D.neg(), B.sub(A), C.sub(A)], 1);
  const singular = linalg.det(matrices).abs().less(SINGULAR);
  const solvable = where(unsqueeze(unsqueeze(singular, -1), -1), tf.eye(3), matrices);
  const solved = linalg.solve(solvable, O.sub(A));
  const [s, u, v] = unbind(solved, -1) as [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D];
  const hit = singular.logicalNot() as tf.Tensor1D;
  hit.logicalAnd(s.greaterEqual(0));
  const inU = u.greaterEqual(0).logicalAnd(u.lessEqual(1));
  const inV = v.greaterEqual(0).logicalAnd(v.lessEqual(1));
  return hit.logicalAnd(inU).logicalAnd(inV);
}
