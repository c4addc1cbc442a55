// Rows stacked from tensors, and all corners as one long matrix.
import { stack, tf } from "arena/tools";

export function rotationMatrix(theta: number): tf.Tensor2D {
  const angle = tf.scalar(theta);
  const [c, s, zero] = [tf.cos(angle), tf.sin(angle), tf.scalar(0)]; // each []
  const rows = [stack([c, zero, s]), tf.tensor1d([0, 1, 0]), stack([s.neg(), zero, c])]; // each [3]
  return stack(rows) as tf.Tensor2D; // [3, 3]
}

export function rotateTriangles(triangles: tf.Tensor3D, R: tf.Tensor2D): tf.Tensor3D {
  return tf.matMul(triangles.reshape([-1, 3]), R).reshape(triangles.shape); // [triangle, corner, 3]
}
