// Multiply and sum, with an axis for the new coordinate.
import { tf, unsqueeze } from "arena/tools";

export const rotationMatrix = (theta: number) =>
  tf.tensor2d([Math.cos(theta), 0, Math.sin(theta), 0, 1, 0, -Math.sin(theta), 0, Math.cos(theta)], [3, 3]);

export function rotateTriangles(triangles: tf.Tensor3D, R: tf.Tensor2D): tf.Tensor3D {
  return unsqueeze(triangles, -1).mul(R).sum(2) as tf.Tensor3D; // [triangle, corner, i, j] -> [triangle, corner, j]
}
