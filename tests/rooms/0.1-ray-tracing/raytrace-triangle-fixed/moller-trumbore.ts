// By triple products, without a matrix (Möller and Trumbore, 1997), for all rays at once.
import { index, linalg, tf } from "arena/tools";

export function raytraceTriangleFixed(rays: tf.Tensor3D, triangle: tf.Tensor2D): tf.Tensor1D {
  const [O, D] = [index(rays, ":", 0), index(rays, ":", 1)]; // each [ray, xyz]
  const A = index(triangle, 0); // [xyz]
  const [ab, ac] = [index(triangle, 1).sub(A), index(triangle, 2).sub(A)]; // each [xyz]
  const wide = (edge: tf.Tensor) => tf.broadcastTo(edge, D.shape); // [ray, xyz]
  const ao = O.sub(A); // [ray, xyz]
  const p = linalg.cross(D, wide(ac)); // [ray, xyz]
  const q = linalg.cross(ao, wide(ab)); // [ray, xyz]
  const det = p.mul(ab).sum(-1); // [ray]
  const [u, v, s] = [ao.mul(p).sum(-1), D.mul(q).sum(-1), q.mul(ac).sum(-1)].map((x) => x.div(det)) as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ]; // each [ray]
  const least = tf.minimum(tf.minimum(u, v), tf.minimum(s, u.add(v).neg().add(1))); // [ray]
  return det.abs().greater(1e-7).logicalAnd(least.greaterEqual(0)) as tf.Tensor1D; // [ray]
}
