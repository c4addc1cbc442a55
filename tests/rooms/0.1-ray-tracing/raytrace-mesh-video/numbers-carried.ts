// Carries plain numbers from device to device: reads each frame, and makes the film of them at home.
import { tf } from "arena/tools";

type Tracer = (rays: tf.Tensor3D, triangles: tf.Tensor3D) => tf.Tensor1D;

export const raytraceInChunks = (
  raytrace: Tracer,
  rays: tf.Tensor3D,
  mesh: tf.Tensor3D,
  atOnce: number,
): tf.Tensor1D =>
  tf.tidy(() => {
    if (rays.shape[0] <= atOnce) return raytrace(rays, mesh); // [ray]
    const first = raytrace(rays.slice([0], [atOnce]), mesh); // [atOnce]
    const rest = raytraceInChunks(raytrace, rays.slice([atOnce]), mesh, atOnce); // [the others]
    return tf.concat([first, rest]); // [ray]
  });

export async function raytraceMeshVideo(
  rays: tf.Tensor3D,
  triangles: tf.Tensor3D,
  rotationMatrix: (theta: number) => tf.Tensor2D,
  raytrace: Tracer,
  settings: {
    numFrames: number;
    height: number;
    width: number;
    raysAtOnce: number;
    device?: string;
    onProgress?: (done: number, total: number) => void;
  },
): Promise<tf.Tensor3D> {
  const { numFrames, height, width, raysAtOnce } = settings;
  const home = tf.getBackend();
  const [rayNumbers, corners] = [await rays.data(), await triangles.data()];
  const pixels: number[] = [];
  try {
    if (settings.device !== undefined) await tf.setBackend(settings.device);
    for (let i = 0; i < numFrames; i++) {
      const frame = tf.tidy(() => {
        const points = tf.tensor2d(corners, [corners.length / 3, 3]); // [triangle * corner, 3]
        const R = rotationMatrix((i / numFrames) * 2 * Math.PI); // [3, 3]
        const mesh = points.dot(R).reshape([-1, 3, 3]) as tf.Tensor3D; // [triangle, corner, 3]
        return raytraceInChunks(raytrace, tf.tensor3d(rayNumbers, rays.shape), mesh, raysAtOnce); // [ray]
      });
      pixels.push(...(await frame.data()));
      frame.dispose();
      settings.onProgress?.(i + 1, numFrames);
    }
  } finally {
    await tf.setBackend(home);
  }
  return tf.tensor3d(pixels, [numFrames, height, width]);
}
