// Plain numbers and Cramer's rule.
import type { tf } from "arena/tools";

export async function intersectRay1d(ray: tf.Tensor2D, segment: tf.Tensor2D): Promise<boolean> {
  const [O, D] = (await ray.array()) as [number[], number[]];
  const [L1, L2] = (await segment.array()) as [number[], number[]];
  const cross = ([ax = 0, ay = 0]: number[], [bx = 0, by = 0]: number[]) => ax * by - ay * bx;
  const minus = (a: number[], b: number[]) => a.map((value, i) => value - (b[i] ?? 0));
  const back = minus(L1, L2);
  const side = minus(L1, O);
  const determinant = cross(D, back);
  if (Math.abs(determinant) < 1e-8) return false;
  const u = cross(side, back) / determinant;
  const v = cross(D, side) / determinant;
  return u >= 0 && v >= 0 && v <= 1;
}
