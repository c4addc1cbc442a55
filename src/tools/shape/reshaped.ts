import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";

/** The tensor itself if it has this shape already, which spares an operation; else its reshape. */
export function reshaped(x: Tensor, shape: readonly number[]): Tensor {
  return sameShape(x.shape, shape) ? x : tf.reshape(x, [...shape]);
}

/** Whether two shapes (or permutations) are equal. */
export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((length, axis) => length === b[axis]);
