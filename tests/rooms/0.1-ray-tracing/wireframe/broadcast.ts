// Broadcast instead of repeated, with the determinant of a singular system replaced and masked.
import { index, linalg, stack, tf, unsqueeze, where } from "arena/tools";

export const wireframe = (rays: tf.Tensor3D, triangles: tf.Tensor3D, width: number): tf.Tensor1D => {
  const shape = [rays.shape[0], triangles.shape[0], 3];
  const [O, D] = [0, 1].map((point) => unsqueeze(index(rays, ":", point), 1)) as [tf.Tensor, tf.Tensor]; // each [ray, 1, xyz]
  const [A, B, C] = [0, 1, 2].map((corner) => index(triangles, ":", corner)) as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ]; // each [triangle, xyz]
  const columns = [B.sub(A), C.sub(A), D.neg()].map((column) => tf.broadcastTo(column, shape)); // each [ray, triangle, xyz]
  const matrices = stack(columns, -1); // [ray, triangle, xyz, uvs]
  const good = linalg.det(matrices).abs().greater(1e-7); // [ray, triangle]
  const x = linalg.solve(where(unsqueeze(unsqueeze(good, -1), -1), matrices, tf.eye(3)), O.sub(A)); // [ray, triangle, uvs]
  const [u, v, s] = [0, 1, 2].map((share) => index(x, "...", share)) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [ray, triangle]
  const least = tf.minimum(tf.minimum(u, v), u.add(v).neg().add(1)); // [ray, triangle]
  const edge = tf.minimum(least, s).greaterEqual(0).logicalAnd(least.lessEqual(width)).logicalAnd(good); // [ray, triangle]
  return edge.max(1).toBool() as tf.Tensor1D; // [ray]
};
