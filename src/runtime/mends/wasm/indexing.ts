import type { DataType, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendIndexChecks, refuseOutside } from "../index-bounds.ts";
import { asTensor, provideKernel } from "../registry.ts";
import {
  addSegments,
  type SegmentSumAttributes,
  type SegmentSumInputs,
  segmentSumShape,
} from "../segment-sum.ts";
import { axesOf, sizeOf } from "../shapes.ts";
import { allocate, type Values, valuesOf } from "./heap.ts";
import { LONG_ROW } from "./strided-copy.ts";

/** Picking and adding by index. */
export function mendIndexing(): void {
  mendGather();
  mendSegmentSum();
  mendIndexChecks("wasm", valuesOf);
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

/** Missing in stock. */
function mendSegmentSum(): void {
  provideKernel<SegmentSumInputs, SegmentSumAttributes>(
    "UnsortedSegmentSum",
    "wasm",
    ({ inputs, attrs: { numSegments }, backend }) => {
      const out = allocate(backend, segmentSumShape(inputs, numSegments), inputs.x.dtype);
      const [source, ids, sums] = [inputs.x, inputs.segmentIds, out].map((info) =>
        valuesOf(backend, info),
      ) as [Values, Values, Values];
      addSegments(source, ids, sums, numSegments);
      return out;
    },
  );
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
