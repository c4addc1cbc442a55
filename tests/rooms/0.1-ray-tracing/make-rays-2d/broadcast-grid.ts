// A picture of directions by broadcasting, flattened at the end.
import { linspace, pad, stack, tf, unsqueeze } from "arena/tools";

export const makeRays2d = (ny: number, nz: number, yLimit: number, zLimit: number): tf.Tensor3D => {
  const y = unsqueeze(linspace(-yLimit, yLimit, ny), 1).broadcastTo([ny, nz]); // [y, z]
  const z = linspace(-zLimit, zLimit, nz).broadcastTo([ny, nz]); // [y, z]
  const directions = stack([tf.ones([ny, nz]), y, z], -1).reshape([ny * nz, 1, 3]); // [ray, 1, xyz]
  return pad(directions, [0, 0, 1, 0]) as tf.Tensor3D; // [ray, point, xyz]
};
