import { linalg, random, tf } from "../../../../src/tools/index.ts";
import type { Workload } from "../workload.ts";

const [RAYS, TRIANGLES] = [10_000, 100];

/** Which of 100 triangles each of 10,000 rays hits first: one 3 by 3 system a pair, then the nearest. */
export const rays: Workload = {
  name: "rays 10000 x 100",
  prepare: () => {
    const directions = random(1).normal([RAYS, 3]); // [ray, xyz], from the origin
    const corners = random(2).normal([TRIANGLES, 3, 3]); // [triangle, corner, xyz]
    return async () => {
      const nearest = tf.tidy(() => nearestHits(directions, corners)); // [ray]
      await nearest.data();
      nearest.dispose();
    };
  },
};

/** Solves a + u (b - a) + v (c - a) = s d for [s, u, v]; infinity where a ray meets no triangle. */
function nearestHits(directions: tf.Tensor, corners: tf.Tensor): tf.Tensor {
  const [a, b, c] = tf.unstack(corners, 1) as [tf.Tensor, tf.Tensor, tf.Tensor]; // [triangle, xyz] each
  const spread = (x: tf.Tensor, axis: number) => tf.broadcastTo(x.expandDims(axis), [RAYS, TRIANGLES, 3]);
  const columns = [spread(directions.neg(), 1), spread(b.sub(a), 0), spread(c.sub(a), 0)];
  const matrices = tf.stack(columns, -1); // [ray, triangle, xyz, unknown]
  const solved = linalg.solve(matrices, spread(a.neg(), 0)); // [ray, triangle, unknown]
  const [s, u, v] = tf.unstack(solved, -1) as [tf.Tensor, tf.Tensor, tf.Tensor]; // [ray, triangle] each
  const inside = s.greaterEqual(0).logicalAnd(u.greaterEqual(0)).logicalAnd(v.greaterEqual(0));
  const hit = inside.logicalAnd(u.add(v).lessEqual(1)); // [ray, triangle]
  return tf.where(hit, s, tf.fill(s.shape, Number.POSITIVE_INFINITY)).min(1); // [ray]
}
