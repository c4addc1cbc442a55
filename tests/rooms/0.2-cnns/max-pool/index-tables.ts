// Windows by a table of places in each axis, then one maximum over both window axes.
import { arange, concatenate, index, tf, unsqueeze } from "arena/tools";

type IntOrPair = number | [number, number];
const pair = (value: IntOrPair): [number, number] => (typeof value === "number" ? [value, value] : value);

export function maxPool2d(
  x: tf.Tensor4D,
  kernelSize: IntOrPair,
  stride?: IntOrPair | null,
  padding: IntOrPair = 0,
): tf.Tensor4D {
  const [kh, kw] = pair(kernelSize);
  const [sh, sw] = pair(stride ?? kernelSize);
  const [ph, pw] = pair(padding);
  const [b, c, h] = x.shape;
  const side = tf.fill([b, c, h, pw], Number.NEGATIVE_INFINITY); // [batch, channel, height, padW]
  const wide = concatenate([side, x, side], -1); // [batch, channel, height, wide]
  const edge = tf.fill([b, c, ph, wide.shape[3] ?? 0], Number.NEGATIVE_INFINITY); // [batch, channel, padH, wide]
  const padded = concatenate([edge, wide, edge], -2) as tf.Tensor4D; // [batch, channel, high, wide]
  const table = (length: number, k: number, s: number) =>
    unsqueeze(arange(Math.floor((length - k) / s) + 1).mul(tf.scalar(s, "int32")), 1).add(arange(k));
  const strips = index(padded, ":", ":", table(padded.shape[2], kh, sh)); // [batch, channel, oh, kh, wide]
  return index(strips, "...", table(padded.shape[3], kw, sw)).max([3, 5]) as tf.Tensor4D; // [batch, channel, oh, ow]
}
