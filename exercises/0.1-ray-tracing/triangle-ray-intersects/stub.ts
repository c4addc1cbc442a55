import { notYet, type tf } from "arena/tools";

/** Does the ray from O in direction D hit the triangle with the corners A, B and C? All points are [xyz]. */
export async function triangleRayIntersects(
  A: tf.Tensor1D,
  B: tf.Tensor1D,
  C: tf.Tensor1D,
  O: tf.Tensor1D,
  D: tf.Tensor1D,
): Promise<boolean> {
  // D is a direction: the points of the ray are O + s · D. A, B, C, O, D: [xyz]
  return notYet(
    `the triangle of [${A.shape}], [${B.shape}], [${C.shape}], a ray of [${O.shape}], [${D.shape}]`,
  );
}
