// The nearest so far and its brightness, triangle by triangle, by determinants.
import { linalg, tf, unbind, where } from "arena/tools";

const dot = (a: tf.Tensor, b: tf.Tensor) => a.mul(b).sum(-1);

export function raytraceMeshLambert(
  rays: tf.Tensor3D,
  triangles: tf.Tensor3D,
  light: tf.Tensor1D,
  ambientIntensity: number,
): tf.Tensor1D {
  const [O, D] = unbind(rays, 1) as [tf.Tensor, tf.Tensor]; // each [ray, 3]
  let nearest: tf.Tensor = tf.fill([rays.shape[0]], Number.POSITIVE_INFINITY); // [ray]
  let brightness: tf.Tensor = tf.zeros([rays.shape[0]]); // [ray]
  for (const triangle of unbind(triangles, 0)) {
    const [A, B, C] = unbind(triangle, 0) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [3]
    const [ab, ac, ao] = [B.sub(A), C.sub(A), O.sub(A)]; // [3], [3], [ray, 3]
    const normal = linalg.cross(ab, ac); // [3]
    const det = dot(D, normal).neg(); // [ray]
    const fine = det.abs().greaterEqual(1e-8); // [ray]
    const safe = where(fine, det, 1); // [ray]
    const turned = linalg.cross(ao, D); // [ray, 3]
    const [s, u] = [dot(ao, normal).div(safe), dot(turned, ac).div(safe)]; // each [ray]
    const v = dot(turned, ab).neg().div(safe); // [ray]
    const margin = tf.minimum(tf.minimum(s, u), tf.minimum(v, tf.sub(1, u.add(v)))); // [ray]
    const better = fine.logicalAnd(margin.greaterEqual(0)).logicalAnd(s.less(nearest)); // [ray]
    const own = dot(normal.div(normal.norm()), light).relu().add(ambientIntensity); // []
    nearest = where(better, s, nearest); // [ray]
    brightness = where(better, own, brightness); // [ray]
  }
  return brightness as tf.Tensor1D;
}
