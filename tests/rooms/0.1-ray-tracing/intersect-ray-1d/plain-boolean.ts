// Gives a plain boolean and no promise, from numbers that are read at once (which webgpu cannot).
import type { tf } from "arena/tools";

export function intersectRay1d(ray: tf.Tensor2D, segment: tf.Tensor2D): boolean {
  const [ox = 0, oy = 0, , dx = 0, dy = 0] = ray.dataSync();
  const [ax = 0, ay = 0, , bx = 0, by = 0] = segment.dataSync();
  const [ex, ey] = [bx - ax, by - ay]; // along the segment
  const determinant = dy * ex - dx * ey;
  if (Math.abs(determinant) < 1e-8) return false;
  const u = ((ay - oy) * ex - (ax - ox) * ey) / determinant;
  const v = ((ay - oy) * dx - (ax - ox) * dy) / determinant;
  return u >= 0 && v >= 0 && v <= 1;
}
