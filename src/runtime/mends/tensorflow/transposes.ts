import type { Tensor, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { adopt, asTensor, type Kernel, mendKernel, viewed } from "../registry.ts";
import { axesOf, padShape, sizeOf } from "../shapes.ts";
import type { NativeBackend } from "./native.ts";
import { transposedLater, type View, viewOf } from "./views.ts";

type Inputs = Readonly<Record<string, TensorInfo>>;
type Call<Attributes> = Parameters<Kernel<Inputs, Attributes>>[0];

/** Entries below which a transpose costs less than keeping account of it. */
const WORTH_WAITING = 4096;
/** An operand that is so many times smaller is moved to the other's order. */
const MUCH_SMALLER = 8;

const OF_ONE = [
  "Relu",
  "Relu6",
  "LeakyRelu",
  "Elu",
  "Neg",
  "Abs",
  "Square",
  "Sqrt",
  "Exp",
  "Sigmoid",
  "Tanh",
];
const OF_TWO = [
  ["Add", "a", "b"],
  ["Sub", "a", "b"],
  ["Multiply", "a", "b"],
  ["RealDiv", "a", "b"],
  ["ReluGrad", "dy", "x"],
] as const;

/**
 * Transposes wait until something needs the new order, as PyTorch's do. Layers take NCHW and TensorFlow convolves NHWC:
 * between two of them a transpose meets its opposite, and what works entry by entry or adds up all of a channel does
 * not care. TensorFlow moves the entries on one thread, which takes longer than the convolutions.
 */
export function mendTransposes(): void {
  mendTranspose();
  mendRepeats();
  mendReshapes();
  for (const kernelName of OF_ONE) mendOperationOfOne(kernelName);
  for (const [kernelName, left, right] of OF_TWO) mendOperationOfTwo(kernelName, left, right);
  mendTotals("Sum");
  mendTotals("Mean");
}

function mendTranspose(): void {
  mendKernel<Inputs, { perm: number[] }>("waits", "Transpose", "tensorflow", (stock) => (call) => {
    const x = call.inputs.x as TensorInfo;
    const { perm } = call.attrs;
    if (x.dtype !== "float32" || sizeOf(x.shape) < WORTH_WAITING || isReshape(x.shape, perm))
      return stock(call);
    const backend = call.backend as NativeBackend;
    if (repeats.has(x.dataId))
      return tfjs.reshape(
        asTensor(x),
        perm.map((axis) => x.shape[axis] as number),
      );
    const view = viewOf(x);
    if (view === undefined) return transposedLater(backend, x, perm);
    const whole = perm.map((axis) => view.perm[axis] as number);
    if (whole.some((axis, i) => axis !== i)) return transposedLater(backend, view.source, whole);
    backend.incRef(view.source.dataId);
    return view.source;
  });
}

/** Data that is one number again and again, such as the gradient that a mean sends to all it was taken of. */
const repeats = new WeakSet<object>();

function mendRepeats(): void {
  mendKernel<Inputs, unknown>("one number", "Tile", "tensorflow", (stock) => (call) => {
    const tiled = stock(call) as TensorInfo;
    if (sizeOf((call.inputs.x as TensorInfo).shape) === 1) repeats.add(tiled.dataId);
    return tiled;
  });
}

/** Gradients of broadcast operations end with a reshape to the very same shape, which is no reason to move anything. */
function mendReshapes(): void {
  mendKernel<Inputs, { shape: number[] }>("same shape", "Reshape", "tensorflow", (stock) => (call) => {
    const x = call.inputs.x as TensorInfo;
    if (!tfjs.util.arraysEqual(x.shape, call.attrs.shape)) return stock(call);
    (call.backend as NativeBackend).incRef(x.dataId);
    return viewed(x, x.shape);
  });
}

/** Whether only axes of length 1 move, which TensorFlow does without touching the entries. */
function isReshape(shape: readonly number[], perm: readonly number[]): boolean {
  const moved = perm.filter((axis) => shape[axis] !== 1);
  return moved.every((axis, i) => i === 0 || axis > (moved[i - 1] as number));
}

function mendOperationOfOne(kernelName: string): void {
  mendKernel<Inputs, unknown>("any order", kernelName, "tensorflow", (stock) => (call) => {
    const view = viewOf(call.inputs.x as TensorInfo);
    return view === undefined
      ? stock(call)
      : inSourceOrder(stock, call, view, { x: held(call, view.source) });
  });
}

function mendOperationOfTwo(kernelName: string, left: string, right: string): void {
  mendKernel<Inputs, unknown>("any order", kernelName, "tensorflow", (stock) => (call) => {
    const [a, b] = [call.inputs[left] as TensorInfo, call.inputs[right] as TensorInfo];
    const view = viewOf(a) ?? viewOf(b);
    if (view === undefined || view.perm.length !== Math.max(a.shape.length, b.shape.length))
      return stock(call);
    const [ownA, ownB] = [reordered(call, a, view), reordered(call, b, view)];
    if (ownA !== undefined && ownB !== undefined)
      return inSourceOrder(stock, call, view, { [left]: ownA, [right]: ownB });
    tfjs.dispose([ownA, ownB].filter((each) => each !== undefined));
    return stock(call);
  });
}

/** Runs the kernel on operands in the source's order; its result waits in turn. Disposes the operands. */
function inSourceOrder(
  stock: Kernel<Inputs, unknown>,
  call: Call<unknown>,
  { perm }: View,
  inputs: Readonly<Record<string, Tensor>>,
): TensorInfo {
  const result = stock({ ...call, inputs }) as Tensor;
  const later = transposedLater(call.backend as NativeBackend, result, perm);
  tfjs.dispose([result, ...Object.values(inputs)]);
  return later;
}

/** An operand in the order of the view's source: a view of the same order, or one so small that it is soon moved. */
function reordered(call: Call<unknown>, operand: TensorInfo, view: View): Tensor | undefined {
  const own = viewOf(operand);
  if (own !== undefined)
    return own.perm.every((axis, i) => axis === view.perm[i]) ? held(call, own.source) : undefined;
  if (sizeOf(operand.shape) * MUCH_SMALLER > sizeOf(view.source.shape)) return undefined;
  const back = view.perm.map((_, axis) => view.perm.indexOf(axis));
  return tfjs.tidy(() => {
    const ranked = tfjs.reshape(held(call, operand), padShape(operand.shape, back.length));
    return tfjs.transpose(ranked, back);
  });
}

/** Totals over all axes but one at most: what is left has no order to lose. */
function mendTotals(kernelName: string): void {
  type Attributes = { axis: number | number[]; keepDims?: boolean };
  mendKernel<Inputs, Attributes>("any order", kernelName, "tensorflow", (stock) => (call) => {
    const x = call.inputs.x as TensorInfo;
    const view = viewOf(x);
    if (view === undefined || call.attrs.keepDims) return stock(call);
    const axes = axesOf(call.attrs.axis, x.shape);
    if (axes.length < x.shape.length - 1) return stock(call);
    const source = held(call, view.source);
    const axis = axes.map((each) => view.perm[each] as number);
    const total = stock({ ...call, inputs: { x: source }, attrs: { ...call.attrs, axis } });
    source.dispose();
    return total;
  });
}

/** A tensor of one's own on the same data. */
function held({ backend }: Call<unknown>, info: TensorInfo): Tensor {
  (backend as NativeBackend).incRef(info.dataId);
  return adopt(info);
}
