// tf.split into equal chunks and a rest, a stack of stacks of rows, one step of rotation after the other.
import { type Device, tf, to } from "arena/tools";

type Tracer = (rays: tf.Tensor3D, triangles: tf.Tensor3D) => tf.Tensor1D;
interface Settings {
  numFrames: number;
  height: number;
  width: number;
  raysAtOnce: number;
  device?: Device;
  onProgress?: (done: number, total: number) => void;
}

export function raytraceInChunks(raytrace: Tracer, rays: tf.Tensor3D, mesh: tf.Tensor3D, atMost: number) {
  return tf.tidy(() => {
    const n = rays.shape[0];
    const sizes = [...Array<number>(Math.floor(n / atMost)).fill(atMost), n % atMost].filter(
      (size) => size > 0,
    );
    const chunks = sizes.length === 1 ? [rays] : (tf.split(rays, sizes) as tf.Tensor3D[]);
    return tf.concat(chunks.map((chunk) => raytrace(chunk, mesh))); // [n]
  });
}

function pictures(
  rays: tf.Tensor3D,
  mesh: tf.Tensor3D,
  R: tf.Tensor2D,
  raytrace: Tracer,
  { numFrames, height, width, raysAtOnce, onProgress }: Settings,
): tf.Tensor3D {
  const frames: tf.Tensor[] = [];
  let shape = mesh; // [triangle, 3, 3], turned a step further each time
  for (let done = 1; done <= numFrames; done++) {
    const flat = raytraceInChunks(raytrace, rays, shape, raysAtOnce); // [height * width]
    frames.push(flat.reshape([height, width]));
    shape = shape.reshape([-1, 3]).matMul(R).reshape(mesh.shape);
    onProgress?.(done, numFrames);
  }
  return tf.stack(frames) as tf.Tensor3D; // [frame, height, width]
}

export async function raytraceMeshVideo(
  rays: tf.Tensor3D,
  triangles: tf.Tensor3D,
  rotationMatrix: (theta: number) => tf.Tensor2D,
  raytrace: Tracer,
  settings: Settings,
): Promise<tf.Tensor3D> {
  const home = tf.getBackend() as Device;
  const copies = await to(settings.device ?? home, rays, triangles);
  const step = (2 * Math.PI) / settings.numFrames;
  const make = () => pictures(...copies, rotationMatrix(step), raytrace, settings); // [frame, height, width]
  try {
    const film = tf.tidy(make); // [frame, height, width]
    const [back] = await to(home, film);
    film.dispose();
    return back;
  } catch (error) {
    await to(home);
    throw error;
  } finally {
    for (const copy of copies) copy.dispose();
  }
}
