import { notYet, type tf } from "arena/tools";

/** The brightness of the nearest triangle of each ray by Lambert's law; 0 where the ray hits none. */
export function raytraceMeshLambert(
  rays: tf.Tensor3D,
  triangles: tf.Tensor3D,
  light: tf.Tensor1D,
  ambientIntensity: number,
): tf.Tensor1D {
  // rays: [nRays, 2, 3]; triangles: [nTriangles, 3, 3]; light: [3]; the result: [nRays]
  return notYet(
    `raytraceMeshLambert of [${rays.shape}] and [${triangles.shape}], light [${light.shape}], ${ambientIntensity}`,
  );
}
