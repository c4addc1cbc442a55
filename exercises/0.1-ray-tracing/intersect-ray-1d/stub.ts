import { notYet, type tf } from "arena/tools";

/** Whether the ray, origin and direction, meets the segment from its first to its second point, in x and y. */
export async function intersectRay1d(ray: tf.Tensor2D, segment: tf.Tensor2D): Promise<boolean> {
  // ray: [point, xyz], segment: [point, xyz]
  return notYet(`intersectRay1d of a ray [${ray.shape}] and a segment [${segment.shape}]`);
}
