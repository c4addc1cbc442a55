// The system with its unknowns in another order; a singular one is caught, or gives NaN.
import { linalg, stack, type tf } from "arena/tools";

export const triangleRayIntersects = async (
  A: tf.Tensor1D,
  B: tf.Tensor1D,
  C: tf.Tensor1D,
  O: tf.Tensor1D,
  D: tf.Tensor1D,
): Promise<boolean> => {
  try {
    const x = linalg.solve(stack([B.sub(A), C.sub(A), D.neg()]).transpose(), O.sub(A)); // [uvs]
    const [u, v, s] = (await x.array()) as [number, number, number];
    return [u, v, s, 1 - u - v].every((share) => share >= 0);
  } catch {
    return false;
  }
};
