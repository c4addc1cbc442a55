// The nearest triangle by a one-hot row and a matrix product; misses cost 1e9 instead of Infinity.
import { linalg, repeat, stack, tf, unbind, where } from "arena/tools";

export function raytraceMeshLambert(
  rays: tf.Tensor3D,
  triangles: tf.Tensor3D,
  light: tf.Tensor1D,
  ambientIntensity: number,
): tf.Tensor1D {
  const [r, t] = [rays.shape[0], triangles.shape[0]];
  const [O, D] = unbind(repeat(rays, "r p x -> p r t x", { t }), 0) as [tf.Tensor, tf.Tensor]; // each [ray, triangle, 3]
  const corners = unbind(repeat(triangles, "t p x -> p r t x", { r }), 0);
  const [A, B, C] = corners as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [ray, triangle, 3]
  const matrices = stack([D.neg(), B.sub(A), C.sub(A)], 3); // [ray, triangle, 3, 3]
  const flat = linalg.det(matrices).abs().less(1e-8); // [ray, triangle]
  const solvable = where(flat.reshape([r, t, 1, 1]), tf.eye(3), matrices); // [ray, triangle, 3, 3]
  const suv = unbind(linalg.solve(solvable, O.sub(A)), 2);
  const [s, u, v] = suv as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [ray, triangle]
  const margin = tf.minimum(tf.minimum(s, u), tf.minimum(v, tf.sub(1, u.add(v)))); // [ray, triangle]
  const cost = where(margin.less(0).logicalOr(flat), 1e9, s); // [ray, triangle]
  const chosen = tf.oneHot(cost.argMin(1), t).cast("float32"); // [ray, triangle]
  const [a, b, c] = unbind(triangles, 1) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [triangle, 3]
  const crossed = linalg.cross(b.sub(a), c.sub(a)); // [triangle, 3]
  const normals = crossed.div(crossed.square().sum(1, true).sqrt()); // [triangle, 3]
  const table = tf
    .matMul(normals, light.reshape([3, 1]))
    .clipByValue(0, 1e9)
    .add(ambientIntensity); // [triangle, 1]
  const seen = cost.min(1).less(1e8).cast("float32"); // [ray]
  return tf
    .matMul(chosen, table as tf.Tensor2D)
    .reshape([r])
    .mul(seen) as tf.Tensor1D; // [ray]
}
