import type { Tensor, TensorLike } from "#tfjs";
import * as tfjs from "#tfjs";
import { axesOf, padShape, reducedShape } from "./shapes.ts";

type Scan = (x: Tensor | TensorLike, axis?: number, exclusive?: boolean, reverse?: boolean) => Tensor;

const cumsum = alongAnyAxis(tfjs.cumsum);
const cumprod = alongAnyAxis(tfjs.cumprod);

/**
 * Functions that stock limits before they reach a kernel, so that they have to be replaced in the facade.
 * Each keeps stock's signature.
 */
export const mendedFunctions: Partial<typeof tfjs> = {
  softmax: ((logits: Tensor | TensorLike, dim = -1) =>
    alongLast(logits, dim, tfjs.softmax)) as typeof tfjs.softmax,
  logSoftmax: ((logits: Tensor | TensorLike, axis = -1) =>
    alongLast(logits, axis, tfjs.logSoftmax)) as typeof tfjs.logSoftmax,
  logSigmoid: logSigmoid as typeof tfjs.logSigmoid,
  cumsum: cumsum as typeof tfjs.cumsum,
  cumprod: cumprod as typeof tfjs.cumprod,
  prod: prod as typeof tfjs.prod,
  logSumExp: logSumExp as typeof tfjs.logSumExp,
  broadcastTo: broadcastTo as typeof tfjs.broadcastTo,
  oneHot,
  searchSorted,
  lowerBound: (sorted, values) => searchSorted(sorted, values, "left"),
  upperBound: (sorted, values) => searchSorted(sorted, values, "right"),
  losses: {
    ...tfjs.losses,
    softmaxCrossEntropy: softmaxCrossEntropy as typeof tfjs.losses.softmaxCrossEntropy,
  },
};

/** The methods `x.softmax(axis)`, `x.cumsum(axis)` and so on are the same as their functions. */
export function mendChainedFunctions(): void {
  const chained = tfjs.Tensor.prototype;
  chained.softmax = function (dim) {
    return alongLast(this, dim ?? -1, tfjs.softmax) as typeof this;
  };
  chained.logSoftmax = function (axis) {
    return alongLast(this, axis ?? -1, tfjs.logSoftmax) as typeof this;
  };
  chained.logSigmoid = function () {
    return logSigmoid(this) as typeof this;
  };
  chained.broadcastTo = function <R extends tfjs.Rank>(shape: tfjs.ShapeMap[R]) {
    return broadcastTo(this, shape) as tfjs.Tensor<R>;
  };
  chained.logSumExp = function (axis, keepDims) {
    return logSumExp(this, axis, keepDims) as typeof this;
  };
  chained.cumsum = function <R extends tfjs.Rank>(...rest: [number?, boolean?, boolean?]) {
    return cumsum(this, ...rest) as tfjs.Tensor<R>;
  };
  chained.cumprod = function <R extends tfjs.Rank>(...rest: [number?, boolean?, boolean?]) {
    return cumprod(this, ...rest) as tfjs.Tensor<R>;
  };
  chained.prod = function (axis, keepDims) {
    return prod(this, axis, keepDims) as typeof this;
  };
  chained.logSumExp = function (axis, keepDims) {
    return logSumExp(this, axis, keepDims) as typeof this;
  };
}

/** Stock's softmax and logSoftmax know the last axis only. */
function alongLast(input: Tensor | TensorLike, axis: number, compute: (x: Tensor) => Tensor): Tensor {
  const x = tensorOf(input);
  const [wanted] = axesOf(axis, x.shape) as [number];
  const last = x.rank - 1;
  if (wanted === last) return compute(x);
  const order = x.shape.map((_, i) => (i === wanted ? last : i === last ? wanted : i));
  return tfjs.transpose(compute(tfjs.transpose(x, order)), order);
}

/**
 * Stock's scans count no axis from the end: -1 gives a broken shape or reads outside the memory, and an axis that is not
 * there gives numbers.
 */
function alongAnyAxis(scan: Scan): Scan {
  return (input, axis = 0, exclusive = false, reverse = false) => {
    const given = tensorOf(input);
    const x = given.dtype === "bool" ? tfjs.cast(given, "int32") : given; // as PyTorch counts; wasm knows none of bools
    const [along = 0] = x.rank === 0 ? [] : axesOf(axis, x.shape);
    return scan(x, along, exclusive, reverse);
  };
}

/** Stock's gradient counts no axis from the end. */
function prod(input: Tensor | TensorLike, axis?: number | number[], keepDims = false): Tensor {
  const x = tensorOf(input);
  return tfjs.prod(x, axesOf(axis, x.shape), keepDims);
}

/** Stock's gradient looks at an input that it did not save: if that was an intermediate result, it is gone by then. */
function logSigmoid(x: Tensor | TensorLike): Tensor {
  return tfjs.tidy(() => tfjs.neg(tfjs.softplus(tfjs.neg(x))));
}

/** Stock leaves an axis of length 1 as it is where it should become one of length 0. */
function broadcastTo(input: Tensor | TensorLike, shape: readonly number[]): Tensor {
  const x = tensorOf(input);
  if (!shape.includes(0) || x.rank > shape.length) return tfjs.broadcastTo(x, [...shape]);
  const own = padShape(x.shape, shape.length);
  return tfjs.tidy(() => {
    const size = own.map((length, axis) => (length === 1 && shape[axis] === 0 ? 0 : length));
    const emptied = tfjs.slice(
      tfjs.reshape(x, own),
      own.map(() => 0),
      size,
    );
    return tfjs.broadcastTo(emptied, [...shape]);
  });
}

/**
 * Stock takes the largest entry off even where it is infinite, and Infinity - Infinity is NaN: a row of -Infinity, which
 * a mask over everything leaves, sums to 0, whose logarithm is -Infinity.
 */
function logSumExp(input: Tensor | TensorLike, axis?: number | number[], keepDims = false): Tensor {
  return tfjs.tidy(() => {
    const x = tfjs.cast(tensorOf(input), "float32");
    const axes = axesOf(axis, x.shape);
    const largest = tfjs.max(x, axes, true); // 1 along the axes
    const shift = tfjs.where(tfjs.isInf(largest), tfjs.zerosLike(largest), largest);
    const total = tfjs.add(tfjs.log(tfjs.sum(tfjs.exp(tfjs.sub(x, shift)), axes, true)), shift);
    return tfjs.reshape(total, reducedShape(x.shape, axes, keepDims));
  });
}

/** Stock refuses depth 1. A row for each index; an index outside 0..depth-1 gives a row of `offValue`. */
function oneHot(
  indices: Tensor | TensorLike,
  depth: number,
  onValue = 1,
  offValue = 0,
  dtype: tfjs.DataType = "int32",
): Tensor {
  if (depth >= 2) return tfjs.oneHot(indices, depth, onValue, offValue, dtype);
  const places = tensorOf(indices, "int32");
  const twoColumns = tfjs.oneHot(places, 2, onValue, offValue, dtype);
  return tfjs.slice(
    twoColumns,
    twoColumns.shape.map(() => 0),
    [...places.shape, depth],
  );
}

const tensorOf = (value: Tensor | TensorLike, dtype?: tfjs.DataType): Tensor =>
  value instanceof tfjs.Tensor ? value : tfjs.tensor(value, undefined, dtype);

/**
 * Stock gives [1, n] for a sorted vector and a vector of values, where the result should have the values'
 * shape.
 */
function searchSorted(
  sorted: Tensor | TensorLike,
  values: Tensor | TensorLike,
  side: "left" | "right" = "left",
): Tensor {
  const wanted = tensorOf(values);
  return tfjs.reshape(tfjs.searchSorted(sorted, wanted, side), wanted.shape);
}

/**
 * Stock saves an intermediate result for its gradient, which loses the second derivative. Built from
 * logSoftmax instead, with the same weights, smoothing and reductions.
 */
function softmaxCrossEntropy(
  labels: Tensor | TensorLike,
  logits: Tensor | TensorLike,
  weights?: Tensor | TensorLike,
  labelSmoothing = 0,
  reduction = tfjs.Reduction.SUM_BY_NONZERO_WEIGHTS,
): Tensor {
  const z = tensorOf(logits);
  const given = tensorOf(labels);
  tfjs.util.assertShapesMatch(given.shape, z.shape, "softmaxCrossEntropy: ");
  const classes = z.shape.at(-1) as number;
  const y =
    labelSmoothing > 0 ? tfjs.add(tfjs.mul(given, 1 - labelSmoothing), labelSmoothing / classes) : given;
  const losses = tfjs.neg(tfjs.sum(tfjs.mul(y, tfjs.logSoftmax(z)), -1));
  return tfjs.losses.computeWeightedLoss(losses, weights, reduction);
}
