import { any, linalg, repeat, stack, tf, unbind, unsqueeze, where } from "arena/tools";

/** Below this a determinant counts as 0: the ray runs along the triangle's plane, or there is no plane. */
const SINGULAR = 1e-8;

/** Which of the rays [ray, 2, xyz] hit the edge, `width` wide, of one of the triangles [triangle, 3, xyz]? bool [ray]. */
export function wireframe(rays: tf.Tensor3D, triangles: tf.Tensor3D, width: number): tf.Tensor1D {
  const { hit, u, v } = hits(rays, triangles); // each [ray, triangle]
  const w = tf.scalar(1).sub(u).sub(v); // [ray, triangle], the third share
  const nearest = tf.minimum(tf.minimum(u, v), w); // [ray, triangle], 0 on an edge and 1/3 in the middle
  return any(hit.logicalAnd(nearest.lessEqual(width)), 1); // [ray]
}

/** Where each ray meets each triangle: s along the ray, u and v within the triangle. All [ray, triangle]. */
function hits(rays: tf.Tensor3D, triangles: tf.Tensor3D) {
  const [ray, triangle] = [rays.shape[0], triangles.shape[0]];
  const corners = repeat(triangles, "triangle corner xyz -> corner ray triangle xyz", { ray });
  const points = repeat(rays, "ray point xyz -> point ray triangle xyz", { triangle });
  const [A, B, C] = unbind(corners) as [tf.Tensor3D, tf.Tensor3D, tf.Tensor3D]; // each [ray, triangle, xyz]
  const [O, D] = unbind(points) as [tf.Tensor3D, tf.Tensor3D]; // each [ray, triangle, xyz]
  const matrices = stack([D.neg(), B.sub(A), C.sub(A)], -1); // [ray, triangle, xyz, suv]
  const singular = linalg.det(matrices).abs().less(SINGULAR); // [ray, triangle]
  const mask = unsqueeze(unsqueeze(singular, -1), -1); // [ray, triangle, 1, 1]
  const solved = linalg.solve(where(mask, tf.eye(3), matrices), O.sub(A)); // [ray, triangle, suv]
  const [s, u, v] = unbind(solved, -1) as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D]; // each [ray, triangle]
  const inside = u.greaterEqual(0).logicalAnd(v.greaterEqual(0)).logicalAnd(u.add(v).lessEqual(1));
  const hit = inside.logicalAnd(s.greaterEqual(0)).logicalAnd(singular.logicalNot()); // [ray, triangle]
  return { hit, u, v };
}
