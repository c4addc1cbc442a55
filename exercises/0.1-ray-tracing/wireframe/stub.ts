import { notYet, type tf } from "arena/tools";

/** Which of the rays [ray, 2, xyz] hit the edge, `width` wide, of one of the triangles [triangle, 3, xyz]? bool [ray]. */
export function wireframe(rays: tf.Tensor3D, triangles: tf.Tensor3D, width: number): tf.Tensor1D {
  // rays: [ray, 2, xyz]; triangles: [triangle, 3, xyz]; the result: bool [ray]
  return notYet(`edges ${width} wide of triangles [${triangles.shape}] hit by rays [${rays.shape}]`);
}
