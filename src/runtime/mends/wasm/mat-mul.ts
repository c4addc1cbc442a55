import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { requireInnerLengths } from "../inner-lengths.ts";
import { adopt, asTensor, type KernelCall, provideKernel } from "../registry.ts";
import { broadcastShape, product, sizeOf } from "../shapes.ts";
import { alias, allocate, FLOAT_BYTES, heapOf, idOf, offsetOf, valuesOf, type WasmBackend } from "./heap.ts";
import { multiplySimd } from "./products.ts";
import { stridedCopy } from "./strided-copy.ts";
import { viaCpu } from "./via-cpu.ts";

interface Inputs {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

interface Attributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/**
 * Below this many multiplications per matrix, the C++ loop over a batch beats setting up one fast product per
 * matrix.
 */
const SMALL_PRODUCT = 6000;

/**
 * Matrix products. Stock keeps the packed right operand by its number alone, so that one tensor used under
 * two shapes gives wrong products; only multiplies a single, untransposed pair fast (1024 by 1024 transposed:
 * 5.2 s instead of 80 ms); and has no int32. Everything here goes through the fast single product, under
 * fresh numbers.
 */
export function mendMatMul(): void {
  provideKernel<Inputs, Attributes>("BatchMatMul", "wasm", (call) => {
    const { attrs, backend } = call;
    const { a, b } = call.inputs;
    if (a.dtype !== "float32" || b.dtype !== "float32") return viaCpu("BatchMatMul", withInputs(call));
    return matMul(heapOf(backend), a, b, attrs.transposeA, attrs.transposeB);
  });
  provideKernel<FusedInputs, FusedAttributes>("_FusedMatMul", "wasm", fusedMatMul);
}

const withInputs = ({
  inputs: { a, b },
  ...rest
}: KernelCall<Inputs, Attributes>): KernelCall<Record<string, TensorInfo>, unknown> => ({
  ...rest,
  inputs: { a, b },
});

/** Product of [..., m, k] and [..., k, n], batches broadcast. [..., m, n] */
export function matMul(
  backend: WasmBackend,
  a: TensorInfo,
  b: TensorInfo,
  transposeA: boolean,
  transposeB: boolean,
): TensorInfo {
  requireInnerLengths(a, b, transposeA, transposeB);
  const [left, right] = withEqualBatches(a, b);
  const sides = sidesOf(left, right, transposeA, transposeB);
  const out = allocate(
    backend,
    [...broadcastShape(left.shape.slice(0, -2), right.shape.slice(0, -2)), sides.m, sides.n],
    "float32",
  );
  if (sizeOf(out.shape) === 0) return out;
  if (sides.k === 0) {
    valuesOf(backend, out).fill(0);
    return out;
  }
  if (multiplySimd(backend, left, right, transposeA, transposeB, sides, out)) return out;
  const batches = Math.max(sides.batchA, sides.batchB);
  const foldable = sides.batchB === 1 && !transposeA;
  if (batches > 1 && !foldable && sides.m * sides.k * sides.n < SMALL_PRODUCT) {
    multiplySmall(backend, left, right, transposeA, transposeB, sides, out);
  } else multiplyEach(backend, left, right, transposeA, transposeB, sides, out);
  return out;
}

/**
 * Batches that broadcast on both sides ([2, 1] with [1, 3]) are spread out; stock's output is too short
 * there.
 */
function withEqualBatches(a: TensorInfo, b: TensorInfo): [TensorInfo, TensorInfo] {
  const [batchA, batchB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  if (sizeOf(batchA) === 1 || sizeOf(batchB) === 1 || tfjs.util.arraysEqual(batchA, batchB)) return [a, b];
  const batch = broadcastShape(batchA, batchB);
  const spread = (x: TensorInfo): TensorInfo =>
    tfjs.broadcastTo(asTensor(x), [...batch, ...x.shape.slice(-2)]);
  return [spread(a), spread(b)];
}

/** The lengths of a product [m, k] by [k, n], and how many matrices there are on each side. */
export interface Sides {
  readonly batchA: number;
  readonly batchB: number;
  readonly m: number;
  readonly k: number;
  readonly n: number;
}

function sidesOf(a: TensorInfo, b: TensorInfo, transposeA: boolean, transposeB: boolean): Sides {
  const [rowsA, columnsA] = a.shape.slice(-2) as [number, number];
  const [rowsB, columnsB] = b.shape.slice(-2) as [number, number];
  return {
    batchA: product(a.shape, 0, -2),
    batchB: product(b.shape, 0, -2),
    m: transposeA ? columnsA : rowsA,
    k: transposeA ? rowsA : columnsA,
    n: transposeB ? rowsB : columnsB,
  };
}

type Multiply = (
  a: number,
  shapeA: number[],
  b: number,
  shapeB: number[],
  out: number,
  transposeA?: boolean,
  transposeB?: boolean,
) => void;

const multipliers = new WeakMap<WasmBackend, Multiply>();

/** The C++ kernel, called by tensor numbers. */
function multiplier(backend: WasmBackend): Multiply {
  const known = multipliers.get(backend);
  if (known !== undefined) return known;
  const kernel = backend.wasm.cwrap("BatchMatMul", null, [
    "number",
    "array",
    "number",
    "number",
    "array",
    "number",
    "number",
    "number",
    "number",
  ]);
  const bytes = (shape: number[]): Uint8Array => new Uint8Array(new Int32Array(shape).buffer);
  const multiply: Multiply = (a, shapeA, b, shapeB, out, transposeA = false, transposeB = false) =>
    kernel(
      a,
      bytes(shapeA),
      shapeA.length,
      b,
      bytes(shapeB),
      shapeB.length,
      Number(transposeA),
      Number(transposeB),
      out,
    );
  multipliers.set(backend, multiply);
  return multiply;
}

function multiplySmall(
  backend: WasmBackend,
  a: TensorInfo,
  b: TensorInfo,
  transposeA: boolean,
  transposeB: boolean,
  sides: Sides,
  out: TensorInfo,
): void {
  const threeAxes = (x: TensorInfo, batch: number): number[] => [batch, ...x.shape.slice(-2)];
  multiplier(backend)(
    idOf(backend, a),
    threeAxes(a, sides.batchA),
    idOf(backend, b),
    threeAxes(b, sides.batchB),
    idOf(backend, out),
    transposeA,
    transposeB,
  );
}

function multiplyEach(
  backend: WasmBackend,
  a: TensorInfo,
  b: TensorInfo,
  transposeA: boolean,
  transposeB: boolean,
  sides: Sides,
  out: TensorInfo,
): void {
  const left = transposeA ? transposed(backend, a, sides.batchA) : a;
  const right = transposeB ? transposed(backend, b, sides.batchB) : b;
  if (sides.batchB === 1) multiplyFolded(backend, left, right, sides, out);
  else multiplyBatch(backend, left, right, sides, out);
  if (left !== a) backend.disposeData(left.dataId);
  if (right !== b) backend.disposeData(right.dataId);
}

/** [batch, rows, columns] to [batch, columns, rows], on the heap. */
function transposed(backend: WasmBackend, x: TensorInfo, batch: number): TensorInfo {
  const [rows, columns] = x.shape.slice(-2) as [number, number];
  const out = allocate(backend, [batch, columns, rows], "float32");
  const runs = [
    { length: batch, stride: rows * columns },
    { length: columns, stride: 1 },
    { length: rows, stride: columns },
  ];
  stridedCopy(valuesOf(backend, x), 0, runs, valuesOf(backend, out));
  return out;
}

/**
 * The [k, n] under which each tensor was first used as a right operand: under that shape its packed form may
 * be kept.
 */
const packedAs = new WeakMap<object, string>();

/** One matrix on the right: the batch on the left becomes rows of one product. */
function multiplyFolded(
  backend: WasmBackend,
  a: TensorInfo,
  b: TensorInfo,
  { batchA, m, k, n }: Sides,
  out: TensorInfo,
): void {
  const shape = `${k}x${n}`;
  const reusable = (packedAs.get(b.dataId) ?? shape) === shape;
  if (reusable) packedAs.set(b.dataId, shape);
  const right = reusable ? idOf(backend, b) : alias(backend, offsetOf(backend, b), k * n);
  multiplier(backend)(idOf(backend, a), [1, batchA * m, k], right, [1, k, n], idOf(backend, out));
  if (!reusable) backend.wasm.tfjs.disposeData(right);
}

function multiplyBatch(
  backend: WasmBackend,
  a: TensorInfo,
  b: TensorInfo,
  { batchA, batchB, m, k, n }: Sides,
  out: TensorInfo,
): void {
  const multiply = multiplier(backend);
  const [fromA, fromB, to] = [a, b, out].map((info) => offsetOf(backend, info)) as [number, number, number];
  for (let i = 0; i < batchB; i++) {
    const left = alias(backend, fromA + (batchA === 1 ? 0 : i * m * k * FLOAT_BYTES), m * k);
    const right = alias(backend, fromB + i * k * n * FLOAT_BYTES, k * n);
    const result = alias(backend, to + i * m * n * FLOAT_BYTES, m * n);
    multiply(left, [1, m, k], right, [1, k, n], result);
    for (const id of [right, left, result]) backend.wasm.tfjs.disposeData(id);
  }
}

interface FusedInputs extends Inputs {
  readonly bias?: TensorInfo;
  readonly preluActivationWeights?: TensorInfo;
}

interface FusedAttributes extends Attributes {
  readonly activation?: string;
  readonly leakyreluAlpha?: number;
}

function fusedMatMul({ inputs, attrs, backend }: KernelCall<FusedInputs, FusedAttributes>): TensorInfo {
  const product = adopt(matMul(heapOf(backend), inputs.a, inputs.b, attrs.transposeA, attrs.transposeB));
  const biased = inputs.bias ? tfjs.add(product, asTensor(inputs.bias)) : product;
  switch (attrs.activation ?? "linear") {
    case "linear":
      return biased;
    case "relu":
      return tfjs.relu(biased);
    case "relu6":
      return tfjs.relu6(biased);
    case "elu":
      return tfjs.elu(biased);
    case "sigmoid":
      return tfjs.sigmoid(biased);
    case "leakyrelu":
      return tfjs.leakyRelu(biased, attrs.leakyreluAlpha);
    case "prelu":
      return tfjs.prelu(biased, asTensor(inputs.preluActivationWeights as TensorInfo));
    default:
      throw new Error(`internal: fused matMul with activation ${attrs.activation}`);
  }
}
