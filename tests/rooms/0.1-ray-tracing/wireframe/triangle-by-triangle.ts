// One triangle after another by triple products; the shares are stacked and reduced.
import { index, linalg, stack, tf, unbind } from "arena/tools";

export function wireframe(rays: tf.Tensor3D, triangles: tf.Tensor3D, width: number): tf.Tensor1D {
  const [O, D] = unbind(rays, 1) as [tf.Tensor2D, tf.Tensor2D]; // each [ray, xyz]
  let drawn: tf.Tensor = tf.zeros([rays.shape[0]], "bool"); // [ray]
  for (const triangle of unbind(triangles)) {
    const A = index(triangle, 0); // [xyz]
    const [ab, ac] = [1, 2].map((corner) => tf.broadcastTo(index(triangle, corner).sub(A), D.shape)) as [
      tf.Tensor,
      tf.Tensor,
    ]; // each [ray, xyz]
    const [p, q] = [linalg.cross(D, ac), linalg.cross(O.sub(A), ab)]; // each [ray, xyz]
    const det = p.mul(ab).sum(-1); // [ray]
    const u = O.sub(A).mul(p).sum(-1).div(det); // [ray]
    const v = D.mul(q).sum(-1).div(det); // [ray]
    const s = q.mul(ac).sum(-1).div(det); // [ray]
    const least = stack([u, v, u.add(v).neg().add(1)]).min(0); // [ray]
    const hit = det.abs().greater(1e-7).logicalAnd(s.greaterEqual(0)).logicalAnd(least.greaterEqual(0)); // [ray]
    drawn = drawn.logicalOr(hit.logicalAnd(least.lessEqual(width))); // [ray]
  }
  return drawn as tf.Tensor1D;
}
