import { index, linalg, stack, type tf, unbind } from "arena/tools";

/** Whether the ray, origin and direction, meets the segment from its first to its second point, in x and y. */
export async function intersectRay1d(ray: tf.Tensor2D, segment: tf.Tensor2D): Promise<boolean> {
  const [O, D] = unbind(index(ray, ":", ":2")) as [tf.Tensor1D, tf.Tensor1D]; // two of [xy]
  const [L1, L2] = unbind(index(segment, ":", ":2")) as [tf.Tensor1D, tf.Tensor1D]; // two of [xy]
  const matrix = stack([D, L1.sub(L2)], -1); // [xy, unknown]
  const [determinant = 0] = await linalg.det(matrix).data();
  if (Math.abs(determinant) < 1e-8) return false;
  const [u = 0, v = 0] = await linalg.solve(matrix, L1.sub(O)).data(); // [unknown]
  return u >= 0 && v >= 0 && v <= 1;
}
