import { concatenate, type Device, einsum, rearrange, stack, tf, to } from "arena/tools";

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
  const nRays = rays.shape[0];
  return tf.tidy(() => {
    const parts: tf.Tensor1D[] = [];
    for (let start = 0; start < nRays; start += raysAtOnce) {
      const count = Math.min(raysAtOnce, nRays - start);
      parts.push(tf.tidy(() => raytrace(rays.slice([start], [count]), triangles))); // [count]
    }
    return concatenate(parts) as tf.Tensor1D; // [nRays]
  });
}

/** A film of the mesh, turned once about the y axis: [frame, height, width]. */
export async function raytraceMeshVideo(
  rays: tf.Tensor3D,
  triangles: tf.Tensor3D,
  rotationMatrix: (theta: number) => tf.Tensor2D,
  raytrace: Tracer,
  settings: VideoSettings,
): Promise<tf.Tensor3D> {
  const home = tf.getBackend() as Device;
  try {
    const [raysThere, trianglesThere] = await to(settings.device ?? home, rays, triangles);
    const framesThere = filmed(raysThere, trianglesThere, rotationMatrix, raytrace, settings);
    const [frames] = await to(home, framesThere); // [frame, height, width]
    tf.dispose([raysThere, trianglesThere, framesThere]);
    return frames;
  } finally {
    await to(home);
  }
}

/** The frames, on the device on which the inputs are. */
function filmed(
  rays: tf.Tensor3D, // [height * width, 2, 3]
  triangles: tf.Tensor3D, // [triangle, 3, 3]
  rotationMatrix: (theta: number) => tf.Tensor2D,
  raytrace: Tracer,
  { numFrames, height, width, raysAtOnce, onProgress }: VideoSettings,
): tf.Tensor3D {
  return tf.tidy(() => {
    const frames: tf.Tensor1D[] = [];
    for (let i = 0; i < numFrames; i++) {
      const frame = tf.tidy(() => {
        const R = rotationMatrix((2 * Math.PI * i) / numFrames); // [3, 3]
        const turned = einsum("triangle corner i, i j -> triangle corner j", triangles, R); // [triangle, corner, 3]
        return raytraceInChunks(raytrace, rays, turned as tf.Tensor3D, raysAtOnce); // [height * width]
      });
      frames.push(frame);
      onProgress?.(i + 1, numFrames);
    }
    return rearrange(stack(frames), "frame (y z) -> frame y z", { y: height, z: width }) as tf.Tensor3D;
  });
}
