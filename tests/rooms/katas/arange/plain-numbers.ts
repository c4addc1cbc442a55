// Everything counted in plain JavaScript, and one tensor made at the end.
import { arange, tf } from "arena/tools";

const count = (n: number) => [...Array(n).keys()];

export const embedPlaces = (wPos: tf.Tensor2D, cached: number, n: number) =>
  tf.gather(wPos, arange(n).add(tf.scalar(cached, "int32")).toInt());

export const isReal = (lengths: tf.Tensor1D, width: number) =>
  tf.greater(lengths.reshape([-1, 1]), arange(width).reshape([1, -1]));

export const windows = (text: tf.Tensor1D, size: number, stride: number) => {
  const whole = Math.floor((text.shape[0] - size) / stride) + 1;
  const places = count(whole).map((window) => count(size).map((offset) => window * stride + offset));
  return tf.gather(text, tf.tensor2d(places, [whole, size], "int32"));
};

export const nearPast = (n: number, reach: number) =>
  tf.tensor2d(
    count(n).map((query) => count(n).map((key) => key <= query && key > query - reach)),
    [n, n],
    "bool",
  );

export const rotaryAngles = (n: number, d: number, base: number) =>
  tf.tensor2d(count(n).map((position) => count(d / 2).map((i) => position / base ** ((2 * i) / d))));
