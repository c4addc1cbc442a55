import type { Tensor, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { simdFor } from "../../simd/runner.ts";
import { type StridedSliceAttributes, stridedSliceInfo } from "../everywhere/empty-slices.ts";
import { asTensor, mendKernel, provideKernel } from "../registry.ts";
import { axesOf, sizeOf } from "../shapes.ts";
import { allocate, heapOf, offsetOf, valuesOf } from "./heap.ts";
import { type Run, stridedCopy, stridesOf } from "./strided-copy.ts";

interface One {
  readonly x: TensorInfo;
}

/**
 * Transpose, slice, strided slice, reverse, split and unstack as one strided copy each. Stock computes every
 * entry's place anew (30 times slower at rank 6) and reads outside the tensor for a slice that does not fit.
 */
export function mendCopies(): void {
  mendIdentity();
  mendTranspose();
  mendReverse();
  mendSlice();
  mendStridedSlice();
  mendSplit();
  mendUnstack();
}

/** Stock's clone copies the data; a second reference to it will do, as on the other backends. */
function mendIdentity(): void {
  provideKernel<One, unknown>("Identity", "wasm", ({ inputs: { x }, backend }) => {
    heapOf(backend).incRef(x.dataId);
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
  });
}

function mendTranspose(): void {
  mendKernel<One, { perm: number[] }>("strided copy", "Transpose", "wasm", (stock) => (call) => {
    const { backend } = call;
    const { x } = call.inputs;
    const { perm } = call.attrs;
    // Moves whole rows of three or four axes: stock has a good loop for it.
    if ((perm.length === 3 || perm.length === 4) && perm.at(-1) === perm.length - 1) return stock(call);
    const shape = perm.map((axis) => x.shape[axis] as number);
    return swapped(backend, x, perm, shape) ?? copied(backend, x, 0, permuted(x.shape, perm), shape);
  });
}

/**
 * Two neighbouring groups of axes in each other's place, behind any that stay, as between NCHW and NHWC: a batch
 * of matrices to be transposed, for which there is a kernel of ours. Undefined for anything else.
 */
function swapped(
  backend: unknown,
  x: TensorInfo,
  perm: readonly number[],
  shape: readonly number[],
): TensorInfo | undefined {
  const simd = simdFor(heapOf(backend).wasm);
  const sides = sidesOfSwap(x.shape, perm);
  if (simd === undefined || sides === undefined || x.dtype === "bool") return undefined;
  const out = allocate(backend, shape, x.dtype);
  const job = [...[x, out].map((info) => offsetOf(heapOf(backend), info)), sides.rows, sides.columns];
  simd.run("transpose", job, sides.matrices, 0);
  return out;
}

interface Swap {
  readonly matrices: number;
  readonly rows: number;
  readonly columns: number;
}

/** Undefined where `perm` is no such swap, and for an empty tensor. */
function sidesOfSwap(shape: readonly number[], perm: readonly number[]): Swap | undefined {
  if (sizeOf(shape) === 0) return undefined;
  const long = perm.filter((axis) => shape[axis] !== 1); // axes of one entry may stand anywhere
  const inOrder = [...long].sort((a, b) => a - b);
  const kept = long.findIndex((axis, i) => axis !== inOrder[i]);
  if (kept === -1) return undefined;
  const [moved, sorted] = [long.slice(kept), inOrder.slice(kept)];
  const rowAxes = sorted.indexOf(moved[0] as number);
  const turned = [...sorted.slice(rowAxes), ...sorted.slice(0, rowAxes)];
  if (!turned.every((axis, i) => axis === moved[i])) return undefined;
  const lengths = (axes: readonly number[]): number => sizeOf(axes.map((axis) => shape[axis] as number));
  return {
    matrices: lengths(inOrder.slice(0, kept)),
    rows: lengths(sorted.slice(0, rowAxes)),
    columns: lengths(sorted.slice(rowAxes)),
  };
}

function mendReverse(): void {
  provideKernel<One, { dims: number | number[] }>(
    "Reverse",
    "wasm",
    ({ inputs: { x }, attrs: { dims }, backend }) => {
      const axes = axesOf(dims, x.shape);
      const strides = stridesOf(x.shape);
      const offset = axes.reduce(
        (sum, axis) => sum + ((x.shape[axis] as number) - 1) * (strides[axis] as number),
        0,
      );
      const runs = x.shape.map((length, axis) => ({
        length,
        stride: (strides[axis] as number) * (axes.includes(axis) ? -1 : 1),
      }));
      return copied(backend, x, offset, runs, x.shape);
    },
  );
}

/** A new tensor of `shape` made of the entries of `x` that `runs` walk over. */
function copied(
  backend: unknown,
  x: TensorInfo,
  offset: number,
  runs: readonly Run[],
  shape: readonly number[],
): TensorInfo {
  const out = allocate(backend, shape, x.dtype);
  if (sizeOf(shape) > 0) stridedCopy(valuesOf(backend, x), offset, runs, valuesOf(backend, out));
  return out;
}

function permuted(shape: readonly number[], perm: readonly number[]): Run[] {
  const strides = stridesOf(shape);
  return perm.map((axis) => ({ length: shape[axis] as number, stride: strides[axis] as number }));
}

/** The block of `size` entries that begins at `begin`. */
function sliced(
  backend: unknown,
  x: TensorInfo,
  begin: readonly number[],
  size: readonly number[],
  shape = size,
): TensorInfo {
  const strides = stridesOf(x.shape);
  const offset = begin.reduce((sum, start, axis) => sum + start * (strides[axis] as number), 0);
  return copied(
    backend,
    x,
    offset,
    size.map((length, axis) => ({ length, stride: strides[axis] as number })),
    shape,
  );
}

function mendSlice(): void {
  mendKernel<One, { begin: number | number[]; size: number | number[] }>(
    "strided copy",
    "Slice",
    "wasm",
    (stock) => (call) => {
      const { attrs, backend } = call;
      const { x } = call.inputs;
      if (x.dtype === "string") return stock(call);
      const [begin, size] = tfjs.slice_util.parseSliceParams(asTensor(x), attrs.begin, attrs.size) as [
        number[],
        number[],
      ];
      refuseOutside(x.shape, begin, size);
      return sliced(backend, x, begin, size);
    },
  );
}

function mendStridedSlice(): void {
  provideKernel<One, StridedSliceAttributes>(
    "StridedSlice",
    "wasm",
    ({ inputs: { x }, attrs: a, backend }) => {
      const { begin, end, strides, finalShape } = stridedSliceInfo(x.shape, a);
      const apart = stridesOf(x.shape);
      const runs = x.shape.map((_, axis) => {
        const [first, last, step] = [begin[axis], end[axis], strides[axis]] as [number, number, number];
        return {
          length: Math.max(0, Math.ceil((last - first) / step)),
          stride: step * (apart[axis] as number),
        };
      });
      const offset = runs.reduce(
        (sum, _, axis) => sum + (begin[axis] as number) * (apart[axis] as number),
        0,
      );
      return copied(backend, x, offset, runs, finalShape);
    },
  );
}

function refuseOutside(shape: readonly number[], begin: readonly number[], size: readonly number[]): void {
  size.forEach((length, axis) => {
    const first = begin[axis] as number;
    const whole = shape[axis] as number;
    if (first >= 0 && length >= 0 && first + length <= whole) return;
    throw new RangeError(
      `slice: ${length} entries from ${first} on do not fit into axis ${axis} of shape [${shape.join(", ")}].`,
    );
  });
}

function mendSplit(): void {
  provideKernel<One, { axis: number; numOrSizeSplits: number | number[] }>(
    "SplitV",
    "wasm",
    ({ inputs: { x }, attrs, backend }) => {
      const axis = axesOf(attrs.axis, x.shape)[0] as number;
      const lengths = tfjs.backend_util.prepareSplitSize(asTensor(x) as Tensor, attrs.numOrSizeSplits, axis);
      let first = 0;
      return lengths.map((length) => {
        const begin = x.shape.map((_, i) => (i === axis ? first : 0));
        first += length;
        return sliced(
          backend,
          x,
          begin,
          x.shape.map((whole, i) => (i === axis ? length : whole)),
        );
      });
    },
  );
}

function mendUnstack(): void {
  provideKernel<{ value: TensorInfo }, { axis: number }>(
    "Unpack",
    "wasm",
    ({ inputs: { value: x }, attrs, backend }) => {
      const axis = attrs.axis < 0 ? attrs.axis + x.shape.length : attrs.axis;
      const shape = x.shape.filter((_, i) => i !== axis);
      const size = x.shape.map((whole, i) => (i === axis ? 1 : whole));
      return Array.from({ length: x.shape[axis] as number }, (_, index) =>
        sliced(
          backend,
          x,
          x.shape.map((__, i) => (i === axis ? index : 0)),
          size,
          shape,
        ),
      );
    },
  );
}
