import { linalg, stack, type tf } from "arena/tools";

/** Below this a determinant counts as 0: the ray runs along the triangle's plane, or there is no plane. */
const SINGULAR = 1e-8;

/** Does the ray from O in direction D hit the triangle with the corners A, B and C? All points are [xyz]. */
export async function triangleRayIntersects(
  A: tf.Tensor1D,
  B: tf.Tensor1D,
  C: tf.Tensor1D,
  O: tf.Tensor1D,
  D: tf.Tensor1D,
): Promise<boolean> {
  const matrix = stack([D.neg(), B.sub(A), C.sub(A)], 1); // [xyz, suv]
  const determinant = (await linalg.det(matrix).array()) as number; // []
  if (Math.abs(determinant) < SINGULAR) return false;
  const solved = linalg.solve(matrix, O.sub(A)); // [suv]
  const [s, u, v] = (await solved.array()) as [number, number, number];
  return s >= 0 && u >= 0 && v >= 0 && u + v <= 1;
}
