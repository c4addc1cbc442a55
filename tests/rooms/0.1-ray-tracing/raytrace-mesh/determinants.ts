// Cramer's rule with cross products: no solve, no singular matrices, rays along the last axis.
import { linalg, type tf, unbind, unsqueeze, where } from "arena/tools";

const dot = (a: tf.Tensor, b: tf.Tensor) => a.mul(b).sum(-1);

export function raytraceMesh(rays: tf.Tensor3D, triangles: tf.Tensor3D): tf.Tensor1D {
  const [O, D] = unbind(rays, 1) as [tf.Tensor, tf.Tensor]; // each [ray, 3]
  const [A, B, C] = unbind(unsqueeze(triangles, 1), 2) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [triangle, 1, 3]
  const [ab, ac, ao] = [B.sub(A), C.sub(A), O.sub(A)]; // [triangle, 1 or ray, 3]
  const normal = linalg.cross(ab, ac); // [triangle, 1, 3]
  const det = dot(normal, D).neg(); // [triangle, ray]
  const parallel = det.abs().less(1e-8); // [triangle, ray]
  const safe = where(parallel, 1, det); // [triangle, ray]
  const turned = linalg.cross(ao, D); // [triangle, ray, 3]
  const s = dot(normal, ao).div(safe); // [triangle, ray]
  const u = dot(ac, turned).div(safe); // [triangle, ray]
  const v = dot(ab, turned).neg().div(safe); // [triangle, ray]
  const outside = s.less(0).logicalOr(u.less(0)).logicalOr(v.less(0)).logicalOr(u.add(v).greater(1)); // [triangle, ray]
  const along = s.mul(D.slice([0, 0], [-1, 1]).squeeze([1])); // [triangle, ray]
  return where(outside.logicalOr(parallel), Number.POSITIVE_INFINITY, along).min(0) as tf.Tensor1D; // [ray]
}
