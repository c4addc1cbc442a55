import type { DataType, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendKernel } from "../registry.ts";
import { sizeOf } from "../shapes.ts";

export interface StridedSliceAttributes {
  readonly begin: number[];
  readonly end: number[];
  readonly strides: number[];
  readonly beginMask: number;
  readonly endMask: number;
  readonly ellipsisMask: number;
  readonly newAxisMask: number;
  readonly shrinkAxisMask: number;
}

/**
 * Where a strided slice begins, ends and steps along each axis of `shape`, and the shape of what it takes.
 */
export function stridedSliceInfo(
  shape: readonly number[],
  a: StridedSliceAttributes,
): {
  readonly begin: number[];
  readonly end: number[];
  readonly strides: number[];
  readonly finalShape: number[];
} {
  return tfjs.slice_util.sliceInfo(
    [...shape],
    a.begin,
    a.end,
    a.strides,
    a.beginMask,
    a.endMask,
    a.ellipsisMask,
    a.newAxisMask,
    a.shrinkAxisMask,
  );
}

/** A strided slice that takes nothing, x[2:1]. Stock reads its length of -1 as "up to the end". */
export function mendEmptySlices(backendName: string): void {
  mendKernel<{ x: TensorInfo }, StridedSliceAttributes>(
    "of nothing",
    "StridedSlice",
    backendName,
    (stock) => (call) => {
      const { attrs } = call;
      const { x } = call.inputs;
      const { finalShape } = stridedSliceInfo(x.shape, attrs);
      return sizeOf(finalShape) === 0
        ? tfjs.zeros(finalShape, x.dtype as Exclude<DataType, "string">)
        : stock(call);
    },
  );
}
