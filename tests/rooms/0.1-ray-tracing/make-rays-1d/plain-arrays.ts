// Numbers in plain arrays first, one tensor at the end.
import { tf } from "arena/tools";

export function makeRays1d(numPixels: number, yLimit: number): tf.Tensor3D {
  const step = numPixels > 1 ? (2 * yLimit) / (numPixels - 1) : 0;
  const rays = Array.from({ length: numPixels }, (_, i) => [
    [0, 0, 0],
    [1, -yLimit + i * step, 0],
  ]);
  return tf.tensor3d(rays); // [ray, point, xyz]
}
