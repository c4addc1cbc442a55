// Swaps a singular matrix for the identity and keeps everything in tensors until the verdict.
import { all, concatenate, linalg, stack, tf, where } from "arena/tools";

export const intersectRay1d = async (ray: tf.Tensor2D, segment: tf.Tensor2D): Promise<boolean> => {
  const [O, D] = tf.unstack(ray.slice([0, 0], [2, 2])) as [tf.Tensor, tf.Tensor]; // two of [xy]
  const [L1, L2] = tf.unstack(segment.slice([0, 0], [2, 2])) as [tf.Tensor, tf.Tensor]; // two of [xy]
  const A = stack([D, L1.sub(L2)], 1); // [xy, unknown]
  const solvable = linalg.det(A).abs().greaterEqual(1e-8); // []
  const inverse = linalg.inv(where(solvable, A, tf.eye(2))); // [unknown, xy]
  const uv = inverse.mul(L1.sub(O)).sum(1); // [unknown]
  const low = uv.greaterEqual(0); // [unknown]
  const high = uv.slice(1).lessEqual(1); // [1]
  const [hit] = await all(concatenate([low, high, solvable.reshape([1])])).data();
  return Boolean(hit);
};
