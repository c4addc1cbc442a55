// A buffer written entry by entry.
import { tf } from "arena/tools";

export function makeRays2d(ny: number, nz: number, yLimit: number, zLimit: number): tf.Tensor3D {
  const place = (i: number, n: number, limit: number) =>
    n === 1 ? -limit : -limit + (2 * limit * i) / (n - 1);
  const rays = tf.buffer([ny * nz, 2, 3]); // [ray, point, xyz]
  for (let i = 0; i < ny; i++)
    for (let j = 0; j < nz; j++) {
      rays.set(1, i * nz + j, 1, 0);
      rays.set(place(i, ny, yLimit), i * nz + j, 1, 1);
      rays.set(place(j, nz, zLimit), i * nz + j, 1, 2);
    }
  return rays.toTensor() as tf.Tensor3D;
}
