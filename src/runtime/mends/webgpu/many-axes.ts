import type { Tensor, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, mendKernel, viewed } from "../registry.ts";
import { axesOf, broadcastShape, padShape, product, reducedShape, sizeOf } from "../shapes.ts";
import { type Pairing, pairings } from "../wasm/loops.ts";

/**
 * webgpu's shaders know six axes; einops on images comes to eight. Neighbouring axes that behave alike become
 * one.
 */
const MOST_AXES = 6;

interface One {
  readonly x: TensorInfo;
}

export function mendManyAxes(): void {
  mendUnary();
  mendBinary();
  mendSelect();
  mendPrelu();
  mendReductions();
  mendTranspose();
}

const UNARY = [
  "Abs",
  "Acos",
  "Acosh",
  "Asin",
  "Asinh",
  "Atan",
  "Atanh",
  "Cast",
  "Ceil",
  "ClipByValue",
  "Cos",
  "Cosh",
  "Elu",
  "Erf",
  "Exp",
  "Floor",
  "IsFinite",
  "IsInf",
  "IsNan",
  "LeakyRelu",
  "Log",
  "LogicalNot",
  "Neg",
  "OnesLike",
  "Reciprocal",
  "Relu",
  "Relu6",
  "Round",
  "Rsqrt",
  "Selu",
  "Sigmoid",
  "Sign",
  "Sin",
  "Sinh",
  "Softplus",
  "Sqrt",
  "Square",
  "Step",
  "Tan",
  "Tanh",
  "ZerosLike",
];

function mendUnary(): void {
  for (const kernelName of UNARY) {
    mendKernel<One, unknown>("beyond six axes", kernelName, "webgpu", (stock) => (call) => {
      const { x } = call.inputs;
      if (x.shape.length <= MOST_AXES) return stock(call);
      return reshaped(stock({ ...call, inputs: { x: viewed(x, [sizeOf(x.shape)]) } }), x.shape);
    });
  }
}

/** Kernels may return a tensor or a bare description; either way it gets another shape. */
function reshaped(result: TensorInfo | TensorInfo[], shape: readonly number[]): TensorInfo {
  const info = result as TensorInfo;
  info.shape = [...shape];
  return info;
}

const BINARY = [
  "Add",
  "Atan2",
  "Equal",
  "FloorDiv",
  "Greater",
  "GreaterEqual",
  "Less",
  "LessEqual",
  "LogicalAnd",
  "LogicalOr",
  "Maximum",
  "Minimum",
  "Mod",
  "Multiply",
  "NotEqual",
  "Pow",
  "RealDiv",
  "SquaredDifference",
  "Sub",
];

/** A vector beside a tensor of five axes, a bias, has a shader of its own, which is invalid. */
function mendBinary(): void {
  for (const kernelName of BINARY) {
    mendKernel<{ a: TensorInfo; b: TensorInfo }, unknown>(
      "beyond six axes",
      kernelName,
      "webgpu",
      (stock) => (call) => {
        const { a, b } = call.inputs;
        const rank = Math.max(a.shape.length, b.shape.length);
        if (rank <= 4) return stock(call);
        const shape = broadcastShape(a.shape, b.shape);
        const runs = pairings(padShape(a.shape, shape.length), padShape(b.shape, shape.length), shape);
        if (rank <= MOST_AXES && runs.length > 4) return stock(call); // no vector is among them
        return reshaped(stock({ ...call, inputs: fewAxes(a, b, shape, runs) }), shape);
      },
    );
  }
}

function fewAxes(
  a: TensorInfo,
  b: TensorInfo,
  shape: readonly number[],
  runs: readonly Pairing[],
): { a: TensorInfo; b: TensorInfo } {
  if (runs.length > MOST_AXES) return { a: spread(a, shape), b: spread(b, shape) };
  return {
    a: viewed(
      a,
      runs.map((run) => (run.aStands ? 1 : run.length)),
    ),
    b: viewed(
      b,
      runs.map((run) => (run.bStands ? 1 : run.length)),
    ),
  };
}

/** Broadcast to `shape` and flattened, one axis at a time. */
function spread(x: TensorInfo, shape: readonly number[]): Tensor {
  const current = padShape(x.shape, shape.length);
  let result = asTensor(x);
  shape.forEach((length, axis) => {
    if (current[axis] === length) return;
    const rows = tfjs.reshape(result, [product(current, 0, axis), 1, product(current, axis + 1)]);
    result = tfjs.tile(rows, [1, length, 1]);
    current[axis] = length;
  });
  return tfjs.reshape(result, [sizeOf(shape)]);
}

/** max(x, 0) + alpha · min(x, 0), which also broadcasts. */
function mendPrelu(): void {
  mendKernel<{ x: TensorInfo; alpha: TensorInfo }, unknown>(
    "beyond six axes",
    "Prelu",
    "webgpu",
    (stock) => (call) => {
      const [x, alpha] = [call.inputs.x, call.inputs.alpha].map(asTensor) as [Tensor, Tensor];
      if (x.rank <= 4) return stock(call);
      return tfjs.add(tfjs.maximum(x, 0), tfjs.mul(alpha, tfjs.minimum(x, 0)));
    },
  );
}

interface Choice {
  readonly condition: TensorInfo;
  readonly t: TensorInfo;
  readonly e: TensorInfo;
}

/** `where` knows four axes, and has broadcast its three already. */
function mendSelect(): void {
  mendKernel<Choice, unknown>("beyond four axes", "Select", "webgpu", (stock) => (call) => {
    const { condition, t, e } = call.inputs;
    if (t.shape.length <= 4) return stock(call);
    const flat = (x: TensorInfo) => viewed(x, [sizeOf(x.shape)]);
    const inputs = { condition: flat(condition), t: flat(t), e: flat(e) };
    return reshaped(stock({ ...call, inputs }), t.shape);
  });
}

interface ReductionAttributes {
  readonly axis?: number | number[];
  readonly reductionIndices?: number | number[];
  readonly keepDims?: boolean;
}

function mendReductions(): void {
  for (const kernelName of ["Sum", "Mean", "Max", "Min", "Prod", "All", "Any"]) {
    // of bool stock makes an invalid shader, as soon as it has to transpose three axes
    const most = kernelName === "All" || kernelName === "Any" ? 2 : MOST_AXES;
    mendKernel<One, ReductionAttributes>("beyond six axes", kernelName, "webgpu", (stock) => (call) => {
      const { attrs } = call;
      const { x } = call.inputs;
      if (x.shape.length <= most) return stock(call);
      const axes = axesOf(attrs.axis ?? attrs.reductionIndices, x.shape);
      const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
      const rows = [sizeOf(kept.map((axis) => x.shape[axis] as number)), -1];
      const table = tfjs.reshape(tfjs.transpose(asTensor(x), [...kept, ...axes]), rows);
      const attributes = { ...attrs, axis: [1], reductionIndices: [1], keepDims: false };
      return reshaped(
        stock({ ...call, inputs: { x: table }, attrs: attributes }),
        reducedShape(x.shape, axes, attrs.keepDims),
      );
    });
  }
}

function mendTranspose(): void {
  mendKernel<One, { perm: number[] }>("beyond six axes", "Transpose", "webgpu", (stock) => (call) => {
    const { x } = call.inputs;
    const { perm } = call.attrs;
    if (x.shape.length <= MOST_AXES) return stock(call);
    const { shape, order } = withoutSeams(x.shape, perm);
    const moved =
      shape.length <= MOST_AXES
        ? tfjs.transpose(tfjs.reshape(asTensor(x), shape), order)
        : oneAfterAnother(asTensor(x), shape, order);
    return tfjs.reshape(
      moved,
      perm.map((axis) => x.shape[axis] as number),
    );
  });
}

/** The same transposition with axes that stay neighbours as one. */
function withoutSeams(
  shape: readonly number[],
  perm: readonly number[],
): { shape: number[]; order: number[] } {
  const groups: number[][] = [];
  for (const axis of perm) {
    if (groups.at(-1)?.at(-1) === axis - 1) groups.at(-1)?.push(axis);
    else groups.push([axis]);
  }
  const inSource = [...groups].sort((a, b) => (a[0] as number) - (b[0] as number));
  return {
    shape: inSource.map((group) => sizeOf(group.map((axis) => shape[axis] as number))),
    order: groups.map((group) => inSource.indexOf(group)),
  };
}

/** Brings each axis to the front, the last one first: a chain of transpositions of three axes. */
function oneAfterAnother(x: Tensor, shape: readonly number[], order: readonly number[]): Tensor {
  let current = shape.map((_, axis) => axis);
  let result = x;
  for (const axis of [...order].reverse()) {
    const at = current.indexOf(axis);
    const sizes = current.map((each) => shape[each] as number);
    const three = [product(sizes, 0, at), sizes[at] as number, product(sizes, at + 1)];
    result = tfjs.transpose(tfjs.reshape(result, three), [1, 0, 2]);
    current = [axis, ...current.filter((each) => each !== axis)];
  }
  return result;
}
