import { notYet, type tf } from "arena/tools";

/** Which of the rays [ray, 2, xyz] hit the triangle [3, xyz]? bool [ray]. */
export function raytraceTriangle(rays: tf.Tensor3D, triangle: tf.Tensor2D): tf.Tensor1D {
  // rays: [ray, 2, xyz], origin and direction; triangle: [3, xyz]; the result: bool [ray]
  return notYet(`the rays [${rays.shape}] that hit the triangle [${triangle.shape}]`);
}
