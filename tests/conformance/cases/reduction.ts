import type { Tensor, Tensor1D } from "#tfjs";
import { all, any, std, variance } from "../../../src/tools/statistics/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";
import type { Operation, Operations } from "./case.ts";

const reduction =
  (compute: (x: Tensor, axis?: number | number[], keepDims?: boolean) => Tensor): Operation =>
  ({ axis, keep = false }) =>
  (x) =>
    compute(x, axis, keep);

/** Reductions and scans. */
export const REDUCTION: Operations = {
  sum: reduction(tf.sum),
  mean: reduction(tf.mean),
  max: reduction(tf.max),
  min: reduction(tf.min),
  prod: reduction(tf.prod),
  logSumExp: reduction(tf.logSumExp),
  any: reduction((x, axis) => any(x, axis)),
  all: reduction((x, axis) => all(x, axis)),
  argMax: reduction((x, axis) => tf.argMax(x, axis as number)),
  argMin: reduction((x, axis) => tf.argMin(x, axis as number)),
  "sum of many":
    ({ count }) =>
    (x) =>
      tf.sum(x.mul(tf.ones([count as number]))),
  "mean of many":
    ({ count }) =>
    (x) =>
      tf.mean(x.mul(tf.ones([count as number]))),
  cumsum:
    ({ axis, exclusive = false, reverse = false }) =>
    (x) =>
      tf.cumsum(x, axis as number, exclusive, reverse),
  cumprod:
    ({ axis }) =>
    (x) =>
      tf.cumprod(x, axis as number),
  variance:
    ({ axis, correction = 1 }) =>
    (x) =>
      variance(x, axis, { correction }),
  std:
    ({ axis, correction = 1 }) =>
    (x) =>
      std(x, axis, { correction }),
  "std of equal numbers": () => (x) => std(x, -1),
  "tf.moments":
    ({ axis }) =>
    (x) =>
      tf.moments(x, axis as number).variance,
  "tf.bincount":
    ({ size }) =>
    (x) =>
      tf.bincount(x as Tensor1D, tf.tensor1d([]), size as number),
};
