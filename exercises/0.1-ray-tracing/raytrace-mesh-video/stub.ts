import { type Device, notYet, type tf } from "arena/tools";

/** Traces rays [ray, 2, 3] at triangles [triangle, 3, 3]: a number for each ray, [ray]. */
export type Tracer = (rays: tf.Tensor3D, triangles: tf.Tensor3D) => tf.Tensor1D;

/** How a film is made. */
export interface VideoSettings {
  readonly numFrames: number;
  /** Rows and columns of a frame: `height * width` rays. */
  readonly height: number;
  readonly width: number;
  /** No call of the tracer gets more rays than this. */
  readonly raysAtOnce: number;
  /** Where the frames are traced; where you are already unless given. */
  readonly device?: Device;
  /** Called after each frame with the number of frames done and of all frames. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What `raytrace` gives for all rays, computed for at most `raysAtOnce` of them at a time. */
export function raytraceInChunks(
  raytrace: Tracer,
  rays: tf.Tensor3D,
  triangles: tf.Tensor3D,
  raysAtOnce: number,
): tf.Tensor1D {
  // rays: [nRays, 2, 3]; triangles: [nTriangles, 3, 3]; the result: [nRays]
  const given = `[${rays.shape}] and [${triangles.shape}], ${raysAtOnce} at once`;
  return notYet(`raytraceInChunks by ${raytrace.name} of ${given}`);
}

/** A film of the mesh, turned once about the y axis: [frame, height, width]. */
export async function raytraceMeshVideo(
  rays: tf.Tensor3D,
  triangles: tf.Tensor3D,
  rotationMatrix: (theta: number) => tf.Tensor2D,
  raytrace: Tracer,
  settings: VideoSettings,
): Promise<tf.Tensor3D> {
  // rays: [height * width, 2, 3]; triangles: [nTriangles, 3, 3]; the result: [numFrames, height, width]
  const given = `[${rays.shape}] and [${triangles.shape}], ${settings.numFrames} frames`;
  return notYet(`raytraceMeshVideo by ${raytrace.name} and ${rotationMatrix.name} of ${given}`);
}
