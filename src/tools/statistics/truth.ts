import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { axesOf } from "../shape/axis.ts";

export interface TruthOptions {
  /** Keeps the reduced axes with length 1. Default false. */
  readonly keepDims?: boolean;
}

const OPTIONS: OptionExamples<TruthOptions> = { keepDims: "true" };

/**
 * Whether any entry along the axes (all of them by default) is true; numbers other than 0 count as true.
 * bool. Of no entries at all: false.
 *
 * ```ts
 * any(hits, 1); // [nRays, nTriangles] -> [nRays]
 * ```
 */
export function any<R extends Rank = Rank>(
  x: Tensor,
  axis?: number | readonly number[],
  options: TruthOptions = {},
): Tensor<R> {
  requireTensor("any", x);
  requireOptions<TruthOptions>("any", options, OPTIONS);
  const { keepDims = false } = options;
  const axes = axesOf("any", axis, x.shape);
  return tf.tidy(
    () => tf.clone(axes.length === 0 ? asBool(x) : tf.any(asBool(x), axes, keepDims)) as Tensor<R>,
  );
}

/**
 * Whether all entries along the axes (all of them by default) are true; numbers other than 0 count as true.
 * bool. Of no entries at all: true.
 *
 * ```ts
 * all(x.isFinite()); // [4, 3] -> []
 * ```
 */
export function all<R extends Rank = Rank>(
  x: Tensor,
  axis?: number | readonly number[],
  options: TruthOptions = {},
): Tensor<R> {
  requireTensor("all", x);
  requireOptions<TruthOptions>("all", options, OPTIONS);
  const { keepDims = false } = options;
  const axes = axesOf("all", axis, x.shape);
  return tf.tidy(
    () => tf.clone(axes.length === 0 ? asBool(x) : tf.all(asBool(x), axes, keepDims)) as Tensor<R>,
  );
}

const asBool = (x: Tensor): Tensor =>
  x.dtype === "bool" ? x : tf.notEqual(x, tf.scalar(0, x.dtype as "int32"));
