import * as tfjs from "#tfjs";
import { provideKernel } from "../registry.ts";
import {
  addSegments,
  type SegmentSumAttributes,
  type SegmentSumInputs,
  segmentSumShape,
} from "../segment-sum.ts";
import { sizeOf } from "../shapes.ts";
import { type CpuBackend, valuesOf } from "./storage.ts";

/**
 * The gradient of gather and of embeddings: stock compares all ids with each segment in turn, so its time is
 * segments times entries, seconds for a table of a few hundred rows; and it takes ids of one axis only.
 */
export function mendSegmentSum(): void {
  provideKernel<SegmentSumInputs, SegmentSumAttributes>(
    "UnsortedSegmentSum",
    "cpu",
    ({ inputs, attrs: { numSegments }, backend }) => {
      const { x, segmentIds } = inputs;
      const shape = segmentSumShape(inputs, numSegments);
      const sums = tfjs.util.getTypedArrayFromDType(x.dtype as "float32", sizeOf(shape));
      addSegments(valuesOf(backend, x), valuesOf(backend, segmentIds), sums, numSegments);
      return (backend as CpuBackend).makeTensorInfo(shape, x.dtype, sums);
    },
  );
}
