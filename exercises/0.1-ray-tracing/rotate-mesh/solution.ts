import { einsum, tf } from "arena/tools";

/** The rotation by theta (radians) about the y axis for row vectors: `points · R`. */
export function rotationMatrix(theta: number): tf.Tensor2D {
  const [c, s] = [Math.cos(theta), Math.sin(theta)];
  return tf.tensor2d([
    [c, 0, s],
    [0, 1, 0],
    [-s, 0, c],
  ]); // [3, 3]
}

/** Every corner of every triangle turned: row vectors times R. */
export function rotateTriangles(triangles: tf.Tensor3D, R: tf.Tensor2D): tf.Tensor3D {
  return einsum("triangle corner i, i j -> triangle corner j", triangles, R) as tf.Tensor3D; // [triangle, corner, 3]
}
