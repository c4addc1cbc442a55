import type { DataType, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, mendKernel, provideKernel } from "../registry.ts";
import { axesOf, sizeOf } from "../shapes.ts";
import { allocate, type Values, valuesOf } from "./heap.ts";
import { LONG_ROW } from "./strided-copy.ts";

/** Picking and adding by index. */
export function mendIndexing(): void {
  mendGather();
  mendSegmentSum();
  mendIndexChecks();
  mendOneHot();
}

/**
 * gather with batchDims: stock computes wrong rows, and for many shapes ends in an error that kills the
 * backend.
 */
function mendGather(): void {
  provideKernel<{ x: TensorInfo; indices: TensorInfo }, { axis: number; batchDims: number }>(
    "GatherV2",
    "wasm",
    ({ inputs: { x, indices }, attrs, backend }) => {
      const axis = axesOf(attrs.axis, x.shape)[0] as number;
      const info = tfjs.backend_util.segment_util.collectGatherOpShapeInfo(
        asTensor(x),
        asTensor(indices),
        axis,
        attrs.batchDims ?? 0,
      );
      refuseOutside("gather", valuesOf(backend, indices), [x.shape[axis] as number], x.shape, axis);
      const out = allocate(backend, info.outputShape, x.dtype);
      if (sizeOf(info.outputShape) > 0)
        gatherRows(valuesOf(backend, x), valuesOf(backend, indices), info, valuesOf(backend, out));
      return out;
    },
  );
}

interface GatherInfo {
  readonly batchSize: number;
  readonly outerSize: number;
  readonly dimSize: number;
  readonly sliceSize: number;
}

/** x is [batch, outer, length, row], indices [batch, picked]; the result [batch, outer, picked, row]. */
function gatherRows(
  x: Values,
  indices: Values,
  { batchSize, outerSize, dimSize, sliceSize }: GatherInfo,
  out: Values,
): void {
  const picked = indices.length / batchSize;
  let to = 0;
  for (let block = 0; block < batchSize * outerSize; block++) {
    const first = Math.floor(block / outerSize) * picked;
    for (let i = 0; i < picked; i++, to += sliceSize) {
      const from = (block * dimSize + (indices[first + i] as number)) * sliceSize;
      if (sliceSize >= LONG_ROW) out.set(x.subarray(from, from + sliceSize), to);
      else for (let k = 0; k < sliceSize; k++) out[to + k] = x[from + k] as number;
    }
  }
}

/** Missing in stock. Rows whose number is outside the result are dropped, as TensorFlow does. */
function mendSegmentSum(): void {
  provideKernel<{ x: TensorInfo; segmentIds: TensorInfo }, { numSegments: number }>(
    "UnsortedSegmentSum",
    "wasm",
    ({ inputs: { x, segmentIds }, attrs: { numSegments }, backend }) => {
      const rows = sizeOf(segmentIds.shape);
      const width = rows === 0 ? 0 : sizeOf(x.shape) / rows;
      const out = allocate(backend, [numSegments, ...x.shape.slice(segmentIds.shape.length)], x.dtype);
      const [source, ids, sums] = [
        valuesOf(backend, x),
        valuesOf(backend, segmentIds),
        valuesOf(backend, out),
      ];
      sums.fill(0);
      for (let row = 0; row < rows; row++) {
        const id = ids[row] as number;
        if (id < 0 || id >= numSegments) continue;
        for (let k = 0, from = row * width, to = id * width; k < width; k++, from++, to++) {
          sums[to] = (sums[to] as number) + (source[from] as number);
        }
      }
      return out;
    },
  );
}

/**
 * Stock writes and reads outside its buffers for an index that does not fit, which spoils other tensors in
 * silence.
 */
function mendIndexChecks(): void {
  mendKernel<{ indices: TensorInfo }, { shape: number[] }>(
    "index check",
    "ScatterNd",
    "wasm",
    (stock) => (call) => {
      refuseTuplesOutside("scatterND", call.backend, call.inputs.indices, call.attrs.shape);
      return stock(call);
    },
  );
  mendKernel<{ indices: TensorInfo; params: TensorInfo }, unknown>(
    "index check",
    "GatherNd",
    "wasm",
    (stock) => (call) => {
      refuseTuplesOutside("gatherND", call.backend, call.inputs.indices, call.inputs.params.shape);
      return stock(call);
    },
  );
  mendKernel<{ indices: TensorInfo; tensor: TensorInfo }, unknown>(
    "index check",
    "TensorScatterUpdate",
    "wasm",
    (stock) => (call) => {
      refuseTuplesOutside("tensorScatterUpdate", call.backend, call.inputs.indices, call.inputs.tensor.shape);
      return stock(call);
    },
  );
}

function refuseTuplesOutside(
  operation: string,
  backend: unknown,
  indices: TensorInfo,
  shape: readonly number[],
): void {
  const tuple = indices.shape.at(-1) ?? 1;
  refuseOutside(operation, valuesOf(backend, indices), shape.slice(0, tuple), shape, 0);
}

/** Indices come in turns, one for each of `lengths`, which are the axes of `shape` from `firstAxis` on. */
function refuseOutside(
  operation: string,
  indices: Values,
  lengths: readonly number[],
  shape: readonly number[],
  firstAxis: number,
): void {
  const turns = lengths.length;
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i] as number;
    const length = lengths[i % turns] as number;
    if (index >= 0 && index < length) continue;
    const axis = firstAxis + (i % turns);
    throw new RangeError(
      `${operation}: index ${index} (number ${Math.floor(i / turns)}) is outside axis ${axis} of shape [${shape.join(", ")}], which has 0 to ${length - 1}.`,
    );
  }
}

/** Stock ignores the wanted dtype. An index outside 0..depth-1 gives a row of off values. */
function mendOneHot(): void {
  provideKernel<
    { indices: TensorInfo },
    { depth: number; onValue: number; offValue: number; dtype?: DataType }
  >(
    "OneHot",
    "wasm",
    ({ inputs: { indices }, attrs: { depth, onValue, offValue, dtype = "int32" }, backend }) => {
      const out = allocate(backend, [...indices.shape, depth], dtype);
      const [places, target] = [valuesOf(backend, indices), valuesOf(backend, out)];
      target.fill(offValue);
      for (let i = 0; i < places.length; i++) {
        const place = places[i] as number;
        if (place >= 0 && place < depth) target[i * depth + place] = onValue;
      }
      return out;
    },
  );
}
