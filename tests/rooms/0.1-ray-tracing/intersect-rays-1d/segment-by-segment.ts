// A loop over the segments, each solved for all rays at once.
import { index, linalg, stack, tf, where } from "arena/tools";

export const intersectRays1d = (rays: tf.Tensor3D, segments: tf.Tensor3D): tf.Tensor1D => {
  const [n, m] = [rays.shape[0], segments.shape[0]];
  let hit: tf.Tensor = tf.zeros([n], "bool"); // [ray]
  for (let i = 0; i < m; i++) {
    const L1 = index(segments, i, 0, ":2"); // [xy]
    const back = L1.sub(index(segments, i, 1, ":2")).broadcastTo([n, 2]); // [ray, xy]
    const A = stack([index(rays, ":", 1, ":2"), back], -1); // [ray, xy, unknown]
    const bad = linalg.det(A).abs().less(1e-8); // [ray]
    const safe = where(bad.reshape([n, 1, 1]), tf.eye(2), A); // [ray, xy, unknown]
    const uv = linalg.solve(safe, L1.sub(index(rays, ":", 0, ":2"))); // [ray, unknown]
    const low = uv.min(1).greaterEqual(0); // [ray]
    const high = index(uv, ":", 1).lessEqual(1); // [ray]
    hit = hit.logicalOr(low.logicalAnd(high).logicalAnd(bad.logicalNot()));
  }
  return hit as tf.Tensor1D;
};
