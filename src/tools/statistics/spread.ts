import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { requireNumber } from "../arguments/number.ts";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { axesOf, sizeOf, withoutAxes } from "../shape/axis.ts";

export interface SpreadOptions {
  /**
   * Taken off the number of entries before dividing: 1 (default) gives the unbiased variance, 0 that of the
   * entries themselves.
   */
  readonly correction?: number;
  /** Keeps the reduced axes with length 1. Default false. */
  readonly keepDims?: boolean;
}

/**
 * Variance over one, several or all axes: the sum of squared distances from the mean, divided by n -
 * correction. As torch.var, float32; n = correction gives NaN. Differentiable.
 *
 * ```ts
 * variance(x);                              // [1, 2, 3, 4] -> 1.6667
 * variance(x, -1, { correction: 0 });       // [8, 5] -> [8], as batch and layer norm compute it
 * variance(images, [0, 2, 3], { keepDims: true }); // [8, 3, 28, 28] -> [1, 3, 1, 1]
 * ```
 */
export function variance<R extends Rank = Rank>(
  x: Tensor,
  axis?: number | readonly number[],
  options: SpreadOptions = {},
): Tensor<R> {
  return tf.tidy(() => varianceOf("variance", x, axis, options) as Tensor<R>);
}

/**
 * Standard deviation, the root of `variance`, with the same arguments. Where it is 0 its gradient is 0, as in
 * PyTorch.
 *
 * ```ts
 * std(x, -1); // [8, 5] -> [8]
 * ```
 */
export function std<R extends Rank = Rank>(
  x: Tensor,
  axis?: number | readonly number[],
  options: SpreadOptions = {},
): Tensor<R> {
  return tf.tidy(() => rootOf(varianceOf("std", x, axis, options)) as Tensor<R>);
}

const OPTIONS: OptionExamples<SpreadOptions> = { correction: "0", keepDims: "true" };

function varianceOf(
  tool: string,
  x: Tensor,
  axis: number | readonly number[] | undefined,
  options: SpreadOptions,
): Tensor {
  requireTensor(tool, x);
  requireOptions<SpreadOptions>(tool, options, OPTIONS);
  const { correction = 1, keepDims = false } = options;
  requireNumber(tool, "correction", correction);
  const axes = axesOf(tool, axis, x.shape);
  const numbers = tf.cast(x, "float32");
  const distances = tf.sub(numbers, tf.mean(numbers, axes, true));
  const count = sizeOf(axes.map((one) => x.shape[one] ?? 1));
  const squares = tf.sum(tf.square(distances), axes, true);
  return tf.reshape(tf.div(squares, Math.max(0, count - correction)), withoutAxes(x.shape, axes, keepDims));
}

/** The root, with gradient 0 instead of infinity at 0: the root is taken of 1 there, and not used. */
export function rootOf(x: Tensor): Tensor {
  const zero = tf.equal(x, 0);
  return tf.where(zero, tf.zerosLike(x), tf.sqrt(tf.where(zero, tf.onesLike(x), x)));
}
