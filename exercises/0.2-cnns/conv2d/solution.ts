import { arange, concatenate, einsum, index, tf, unsqueeze } from "arena/tools";

/** One number for both axes, or [height, width]. */
export type IntOrPair = number | [number, number];

/** Every run of `k` neighbours of `x`, one a row: entry [i, j] is x[i + j]. */
export function windows1d(x: tf.Tensor1D, k: number): tf.Tensor2D {
  return index(x, windowTable(x.size, k, 1)) as tf.Tensor2D; // [start, offset]
}

/** Valid cross-correlation along the last axis: stride 1, no padding, channels summed. */
export function conv1dMinimal(x: tf.Tensor3D, weights: tf.Tensor3D): tf.Tensor3D {
  const [, , width] = x.shape;
  const [, , kernel] = weights.shape;
  const windows = index(x, ":", ":", windowTable(width, kernel, 1)); // [batch, in, start, offset]
  return einsum("b i s k, o i k -> b o s", windows, weights) as tf.Tensor3D; // [batch, out, start]
}

/** `x` with `value` around its last two axes. */
export function pad2d(
  x: tf.Tensor4D,
  left: number,
  right: number,
  top: number,
  bottom: number,
  value: number,
): tf.Tensor4D {
  const [batch, channel, height, width] = x.shape;
  const block = (h: number, w: number) => tf.fill([batch, channel, h, w], value); // [batch, channel, h, w]
  const rows = concatenate([block(height, left), x, block(height, right)], 3); // [batch, channel, height, wide]
  const wide = left + width + right;
  return concatenate([block(top, wide), rows, block(bottom, wide)], 2) as tf.Tensor4D; // [batch, channel, high, wide]
}

/** Two-dimensional cross-correlation, as torch.nn.functional.conv2d without bias. */
export function conv2d(
  x: tf.Tensor4D,
  weights: tf.Tensor4D,
  stride: IntOrPair = 1,
  padding: IntOrPair = 0,
): tf.Tensor4D {
  const [strideH, strideW] = pair(stride);
  const [padH, padW] = pair(padding);
  const [, , kernelH, kernelW] = weights.shape;
  const padded = pad2d(x, padW, padW, padH, padH, 0); // [batch, in, height, width]
  const rows = windowTable(padded.shape[2], kernelH, strideH); // [oh, kh]
  const columns = windowTable(padded.shape[3], kernelW, strideW); // [ow, kw]
  const strips = index(padded, ":", ":", rows); // [batch, in, oh, kh, width]
  const windows = index(strips, ":", ":", ":", ":", columns); // [batch, in, oh, kh, ow, kw]
  return einsum("b i oh kh ow kw, o i kh kw -> b o oh ow", windows, weights) as tf.Tensor4D;
}

/** Where each window's entries stand in a row of `length`: entry [i, j] is i · stride + j. */
function windowTable(length: number, kernel: number, stride: number): tf.Tensor2D {
  const count = Math.floor((length - kernel) / stride) + 1;
  const starts = arange(0, count * stride, stride); // [start]
  return unsqueeze(starts, 1).add(arange(kernel)) as tf.Tensor2D; // [start, offset]
}

function pair(value: IntOrPair): [number, number] {
  return typeof value === "number" ? [value, value] : value;
}
