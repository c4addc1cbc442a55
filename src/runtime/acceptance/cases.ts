import type { Tensor, Tensor2D, Tensor4D } from "#tfjs";
import * as tfjs from "#tfjs";

/** Distinct, well-spread values in [-1, 1] that need no generator. */
export function wave(shape: number[], phase: number): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tfjs.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(1.7 * i + phase)),
    shape,
  );
}

const integers = (values: number[]): Tensor => tfjs.tensor1d(values, "int32");
const images = (): Tensor4D => wave([2, 8, 8, 3], 0) as Tensor4D; // [batch, height, width, channel]
const filters = (): Tensor4D => wave([3, 3, 3, 4], 1) as Tensor4D; // [height, width, in, out]

type Compute = (x: Tensor) => Tensor;
const gradientOf = (compute: Compute, x: Tensor): Tensor => tfjs.grad((at) => compute(at).square())(x);

/** Both gradients of the sum of squares of a function of two tensors, one after the other. */
function gradientsOf(compute: (a: Tensor, b: Tensor) => Tensor, a: Tensor, b: Tensor): Tensor {
  const gradients = tfjs.grads((x: Tensor, y: Tensor) => compute(x, y).square())([a, b]);
  return tfjs.concat(gradients.map((gradient) => gradient.flatten()));
}

const POINTWISE: Readonly<Record<string, Compute>> = {
  exp: (x) => tfjs.exp(x),
  log: (x) => tfjs.log(tfjs.abs(x).add(0.1)),
  sqrt: (x) => tfjs.sqrt(tfjs.abs(x)),
  sin: (x) => tfjs.sin(x.mul(20)),
  cos: (x) => tfjs.cos(x.mul(20)),
  tanh: (x) => tfjs.tanh(x),
  sigmoid: (x) => tfjs.sigmoid(x),
  relu: (x) => tfjs.relu(x),
  elu: (x) => tfjs.elu(x),
  softplus: (x) => tfjs.softplus(x),
  erf: (x) => tfjs.erf(x),
  rsqrt: (x) => tfjs.rsqrt(tfjs.abs(x).add(0.1)),
  clipByValue: (x) => tfjs.clipByValue(x, -0.5, 0.5),
};

const pointwise = Object.entries(POINTWISE).map(([name, compute]): [string, () => Tensor] => [
  name,
  () => compute(wave([5, 7], 0)),
]);

/**
 * Operations that rooms lean on and that some backend is known to have had wrong. Written with stock functions
 * and the mended kernels below them.
 */
export const OPERATIONS: Readonly<Record<string, () => Tensor>> = {
  matMul: () => tfjs.matMul(wave([2, 7, 5], 0), wave([2, 5, 6], 1)),
  "matMul's gradient": () =>
    gradientsOf((a, b) => tfjs.matMul(a, b), wave([2, 7, 5], 0), wave([5, 6], 1).expandDims(0)),
  "matMul of a transpose": () => tfjs.matMul(wave([5, 7], 0) as Tensor2D, wave([5, 6], 1) as Tensor2D, true),
  conv2d: () => tfjs.conv2d(images(), filters(), 2, "same"),
  "conv2d's gradient": () =>
    gradientsOf((x, w) => tfjs.conv2d(x as Tensor4D, w as Tensor4D, 1, "same"), images(), filters()),
  maxPool: () => tfjs.maxPool(images(), 2, 2, "valid"),
  "maxPool's gradient": () => gradientOf((x) => tfjs.maxPool(x as Tensor4D, 2, 2, "valid"), images().sub(2)),
  avgPool: () => tfjs.avgPool(images(), 3, 2, "same"),
  "reversed cumsum": () =>
    tfjs.concat([
      tfjs.cumsum(wave([3, 4], 0), 1, false, true).flatten(),
      tfjs.cumsum(wave([2, 9], 1), 1, false, true).flatten(),
    ]),
  gather: () => tfjs.gather(wave([4, 3], 0), integers([3, 0, 3, 1])),
  "gather's gradient": () =>
    gradientOf((x) => tfjs.gather(x, tfjs.tensor1d([2, 0, 2], "int32")), wave([4, 3], 0)),
  scatterND: () => tfjs.scatterND(integers([2, 0]).reshape([2, 1]), wave([2, 3], 0), [4, 3]),
  softmax: () => tfjs.softmax(wave([4, 33], 0).mul(30)),
  "softmax of NaN": () => tfjs.softmax(tfjs.tensor2d([1, Number.NaN, 2, 1, 2, 3], [2, 3])),
  logSoftmax: () => tfjs.logSoftmax(wave([4, 33], 0).mul(30)),
  logSumExp: () => tfjs.logSumExp(wave([4, 33], 0).mul(30), 1),
  transpose: () => tfjs.transpose(wave([3, 4, 5], 0), [2, 0, 1]),
  "transpose of integers": () =>
    tfjs.transpose(tfjs.range(0, 24, 1, "int32").reshape([2, 3, 4]), [2, 0, 1]).cast("float32"),
  "transpose of a cast": () => tfjs.transpose(wave([3, 4, 5], 0).greater(0).cast("float32"), [2, 0, 1]),
  sum: () => tfjs.sum(wave([6, 50, 3], 0), 1),
  mean: () => tfjs.mean(wave([6, 50, 3], 0), [0, 2]),
  max: () => tfjs.max(wave([6, 50], 0), 1),
  min: () => tfjs.min(wave([6, 50], 0), 0),
  prod: () => tfjs.prod(wave([6, 5], 0), 1),
  argMax: () => tfjs.argMax(wave([6, 50], 0), 1).cast("float32"),
  add: () => tfjs.add(wave([2, 1, 3, 1], 0), wave([4, 1, 5], 1)),
  mul: () => tfjs.mul(wave([7, 1], 0), wave([1, 9], 1)),
  div: () => tfjs.div(wave([7, 9], 0), wave([9], 1).abs().add(1)),
  "comparison of large integers": () => tfjs.greater(integers([16_777_217]), integers([16_777_216])),
  where: () => tfjs.where(wave([5, 7], 0).greater(0), wave([5, 7], 1), wave([5, 7], 2)),
  concat: () => tfjs.concat([wave([2, 3], 0), wave([2, 4], 1)], 1),
  slice: () => tfjs.slice(wave([5, 7], 0), [1, 2], [3, 4]),
  stridedSlice: () => tfjs.stridedSlice(wave([5, 7], 0), [4, 0], [0, 7], [-2, 3]),
  pad: () =>
    tfjs.pad(wave([2, 3, 4, 2, 2], 0), [
      [0, 0],
      [1, 1],
      [0, 2],
      [0, 0],
      [1, 0],
    ]), // prettier-ignore
  tile: () => tfjs.tile(wave([2, 3], 0), [2, 3]),
  oneHot: () => tfjs.oneHot(integers([1, 0, 2]), 3).cast("float32"),
  ...Object.fromEntries(pointwise),
};
