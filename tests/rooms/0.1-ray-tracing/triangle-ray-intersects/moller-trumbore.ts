// By triple products, without a matrix (Möller and Trumbore, 1997), on plain numbers.
import type { tf } from "arena/tools";

type V = [number, number, number];
const sub = (a: V, b: V): V => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: V, b: V) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: V, b: V): V => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

export async function triangleRayIntersects(...points: tf.Tensor1D[]): Promise<boolean> {
  const [A, B, C, O, D] = (await Promise.all(points.map((point) => point.array()))) as [V, V, V, V, V];
  const [ab, ac, ao] = [sub(B, A), sub(C, A), sub(O, A)];
  const p = cross(D, ac);
  const det = dot(ab, p);
  if (Math.abs(det) < 1e-7) return false;
  const q = cross(ao, ab);
  const [u, v, s] = [dot(ao, p) / det, dot(D, q) / det, dot(ac, q) / det];
  return Math.min(u, v, s) >= 0 && u + v <= 1;
}
