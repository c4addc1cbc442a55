import { concatenate, linalg, stack, tf, unbind, unsqueeze, where } from "arena/tools";

/** So many rays at a time: with 400 triangles a tensor of matrices is about a megabyte. */
const RAYS_AT_ONCE = 100;

/** For each ray the distance along x to the nearest triangle in front of it; Infinity where it hits none. */
export function raytraceMesh(rays: tf.Tensor3D, triangles: tf.Tensor3D): tf.Tensor1D {
  const starts = Array.from({ length: Math.ceil(rays.shape[0] / RAYS_AT_ONCE) }, (_, i) => i * RAYS_AT_ONCE);
  const distances = starts.map((start) => {
    const count = Math.min(RAYS_AT_ONCE, rays.shape[0] - start);
    return tf.tidy(() => nearest(rays.slice([start], [count]), triangles)); // [count]
  });
  return tf.tidy(() => concatenate(distances)) as tf.Tensor1D; // [nRays]
}

/** rays [ray, 2, 3], triangles [triangle, 3, 3] -> [ray] */
function nearest(rays: tf.Tensor3D, triangles: tf.Tensor3D): tf.Tensor {
  const pairs = [rays.shape[0], triangles.shape[0], 3];
  const [O, D] = unbind(unsqueeze(rays, 1), 2) as [tf.Tensor, tf.Tensor]; // each [ray, 1, 3]
  const [A, B, C] = unbind(triangles, 1) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [triangle, 3]
  const columns = [D.neg(), B.sub(A), C.sub(A)].map((column) => tf.broadcastTo(column, pairs)); // [ray, triangle, 3]
  const matrices = stack(columns, -1); // [ray, triangle, 3, 3]
  const singular = linalg.det(matrices).abs().less(1e-8); // [ray, triangle]
  const solvable = where(unsqueeze(unsqueeze(singular, -1), -1), tf.eye(3), matrices); // [ray, triangle, 3, 3]
  const suv = linalg.solve(solvable, O.sub(A)); // [ray, triangle, 3]
  const [s, u, v] = unbind(suv, -1) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [ray, triangle]
  const inside = u.greaterEqual(0).logicalAnd(v.greaterEqual(0)).logicalAnd(u.add(v).lessEqual(1)); // [ray, triangle]
  const hit = inside.logicalAnd(s.greaterEqual(0)).logicalAnd(singular.logicalNot()); // [ray, triangle]
  const alongX = s.mul(D.slice([0, 0, 0], [-1, -1, 1]).squeeze([-1])); // [ray, triangle]
  return where(hit, alongX, Number.POSITIVE_INFINITY).min(1); // [ray]
}
