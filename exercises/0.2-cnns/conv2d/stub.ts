import { notYet, type tf } from "arena/tools";

/** One number for both axes, or [height, width]. */
export type IntOrPair = number | [number, number];

/** Every run of `k` neighbours of `x`, one a row: entry [i, j] is x[i + j]. */
export function windows1d(x: tf.Tensor1D, k: number): tf.Tensor2D {
  // x: [width]; the result: [start, offset]
  return notYet(`windows of ${k} out of ${x.size} numbers`);
}

/** Valid cross-correlation along the last axis: stride 1, no padding, channels summed. */
export function conv1dMinimal(x: tf.Tensor3D, weights: tf.Tensor3D): tf.Tensor3D {
  // x: [batch, in, width]; weights: [out, in, kernel]; the result: [batch, out, start]
  return notYet(`conv1dMinimal of [${x.shape}] with [${weights.shape}]`);
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
  // x: [batch, channel, height, width]
  return notYet(`pad2d of [${x.shape}] by ${[left, right, top, bottom]} with ${value}`);
}

/** Two-dimensional cross-correlation, as torch.nn.functional.conv2d without bias. */
export function conv2d(
  x: tf.Tensor4D,
  weights: tf.Tensor4D,
  stride: IntOrPair = 1,
  padding: IntOrPair = 0,
): tf.Tensor4D {
  // x: [batch, in, height, width]; weights: [out, in, kh, kw]; the result: [batch, out, oh, ow]
  return notYet(`conv2d of [${x.shape}] with [${weights.shape}], stride ${stride}, padding ${padding}`);
}
