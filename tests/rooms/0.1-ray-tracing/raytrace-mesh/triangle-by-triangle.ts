// A running minimum over the triangles: few tensors, little memory.
import { linalg, repeat, stack, tf, unbind, where } from "arena/tools";

export function raytraceMesh(rays: tf.Tensor3D, triangles: tf.Tensor3D): tf.Tensor1D {
  const n = rays.shape[0];
  const [O, D] = unbind(rays, 1) as [tf.Tensor2D, tf.Tensor2D]; // each [ray, 3]
  let best: tf.Tensor = tf.fill([n], Number.POSITIVE_INFINITY); // [ray]
  for (const triangle of unbind(triangles, 0)) {
    const [A, B, C] = unbind(triangle, 0) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [3]
    const edges = [B.sub(A), C.sub(A)].map((edge) => repeat(edge, "c -> n c", { n })); // each [ray, 3]
    const matrices = stack([D.neg(), ...edges], 2); // [ray, 3, 3]
    const fine = linalg.det(matrices).abs().greaterEqual(1e-8); // [ray]
    const solvable = where(fine.reshape([n, 1, 1]), matrices, tf.eye(3)); // [ray, 3, 3]
    const [s, u, v] = unbind(linalg.solve(solvable, O.sub(A)), 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const margin = tf.minimum(tf.minimum(s, u), tf.minimum(v, tf.sub(1, u.add(v)))); // [ray]
    const along = s.mul((unbind(D, 1) as tf.Tensor[])[0] as tf.Tensor); // [ray]
    best = tf.minimum(best, where(fine.logicalAnd(margin.greaterEqual(0)), along, Infinity)); // [ray]
  }
  return best as tf.Tensor1D;
}
