// A constant part plus y times the one slot that varies, by broadcasting.
import { linspace, tf } from "arena/tools";

export const makeRays1d = (numPixels: number, yLimit: number): tf.Tensor3D => {
  const ahead = tf.tensor2d([
    [0, 0, 0],
    [1, 0, 0],
  ]); // [point, xyz]
  const sideways = tf.tensor2d([
    [0, 0, 0],
    [0, 1, 0],
  ]); // [point, xyz]
  const y = linspace(-yLimit, yLimit, numPixels).reshape([numPixels, 1, 1]); // [ray, 1, 1]
  return ahead.add(y.mul(sideways)); // [ray, point, xyz]
};
