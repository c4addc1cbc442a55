import { notYet, type tf } from "arena/tools";

/** The rotation by theta (radians) about the y axis for row vectors: `points · R`. */
export function rotationMatrix(theta: number): tf.Tensor2D {
  // the result: [3, 3]
  return notYet(`rotationMatrix(${theta})`);
}

/** Every corner of every triangle turned: row vectors times R. */
export function rotateTriangles(triangles: tf.Tensor3D, R: tf.Tensor2D): tf.Tensor3D {
  // triangles: [nTriangles, 3, 3], axes triangle, corner, coordinate; R: [3, 3]; the result as triangles
  return notYet(`rotateTriangles of [${triangles.shape}] by [${R.shape}]`);
}
