import { notYet, type tf } from "arena/tools";

/** For each ray the distance along x to the nearest triangle in front of it; Infinity where it hits none. */
export function raytraceMesh(rays: tf.Tensor3D, triangles: tf.Tensor3D): tf.Tensor1D {
  // rays: [nRays, 2, 3], origin and direction; triangles: [nTriangles, 3, 3]; the result: [nRays]
  return notYet(`raytraceMesh of [${rays.shape}] and [${triangles.shape}]`);
}
