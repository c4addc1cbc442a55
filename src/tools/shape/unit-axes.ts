import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { axesOf, axisWithin } from "./axis.ts";

/**
 * Takes out axes of length 1: all of them, or the given ones. An axis that is longer stays, as in PyTorch.
 *
 * ```ts
 * squeeze(x);     // [1, 3, 1] -> [3]
 * squeeze(x, 0);  // [1, 3, 1] -> [3, 1]
 * squeeze(x, 1);  // [1, 3, 1] -> [1, 3, 1]
 * ```
 */
export function squeeze<R extends Rank = Rank>(x: Tensor, axis?: number | readonly number[]): Tensor<R> {
  requireTensor("squeeze", x);
  const axes = axesOf("squeeze", axis, x.shape);
  return tf.reshape<Rank>(
    x,
    x.shape.filter((length, i) => length !== 1 || !axes.includes(i)),
  ) as Tensor<R>;
}

/**
 * Adds an axis of length 1. `axis` counts in the result: 0 puts it first, -1 last.
 *
 * ```ts
 * unsqueeze(x, 0);   // [4, 3] -> [1, 4, 3]
 * unsqueeze(x, -1);  // [4, 3] -> [4, 3, 1]
 * ```
 */
export function unsqueeze<R extends Rank = Rank>(x: Tensor, axis: number): Tensor<R> {
  requireTensor("unsqueeze", x);
  const at = axisWithin("unsqueeze", axis, x.rank + 1, x.shape);
  return tf.reshape<Rank>(x, [...x.shape.slice(0, at), 1, ...x.shape.slice(at)]) as Tensor<R>;
}
