import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { axisOf } from "../shape/axis.ts";

/**
 * exp(x) divided by its sum along an axis (the last one by default), so that each line adds up to 1. Shifted
 * by the largest entry, so large scores do not overflow; -Infinity gives 0. Differentiable.
 *
 * ```ts
 * softmax(scores);         // [batch, head, query, key], over keys
 * softmax(logits, 0);      // [10, 8], over the first axis
 * ```
 */
export function softmax<T extends Tensor>(x: T, axis = -1): T {
  return alongLastAxis("softmax", x, axis, (lines) => tf.softmax(lines));
}

/**
 * The logarithm of `softmax`, computed without taking the logarithm of small numbers. Differentiable.
 *
 * ```ts
 * logSoftmax(logits); // [8, 10] -> [8, 10], log-probabilities
 * ```
 */
export function logSoftmax<T extends Tensor>(x: T, axis = -1): T {
  return alongLastAxis("logSoftmax", x, axis, (lines) => tf.logSoftmax(lines));
}

function alongLastAxis<T extends Tensor>(
  tool: string,
  x: T,
  axis: number,
  run: (lines: Tensor) => Tensor,
): T {
  requireTensor(tool, x);
  if (x.dtype !== "float32") throw noFloats(tool, x);
  if (x.rank === 0) return tf.tidy(() => tf.reshape(run(tf.reshape(x, [1])), []) as Tensor as T);
  const along = axisOf(tool, axis, x.shape);
  const last = x.rank - 1;
  if (along === last) return tf.tidy(() => run(x) as T);
  const order = x.shape.map((_, i) => (i === along ? last : i === last ? along : i)); // its own inverse
  return tf.tidy(() => tf.transpose(run(tf.transpose(x as Tensor, order)), order) as T);
}

function noFloats(tool: string, x: Tensor): Error {
  return lesson(tool, {
    what: `it takes float32 numbers, not ${x.dtype}.`,
    given: { x: `${shapeText(x.shape)} ${x.dtype}` },
    fits: "x.toFloat(); if these are labels or token numbers, hand over their logits instead",
  });
}
