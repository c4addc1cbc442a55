import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, mendKernel } from "../registry.ts";
import { type SegmentSumAttributes, type SegmentSumInputs, segmentSumShape } from "../segment-sum.ts";
import { sizeOf } from "../shapes.ts";

type Inputs<Name extends string> = Readonly<Record<Name, TensorInfo>>;

/** Scattering, summing and ordering nothing: stock binds buffers of no bytes, or divides by a length of 0. */
export function mendEmpties(): void {
  mendKernel<Inputs<"indices" | "updates">, { shape: number[] }>(
    "of nothing",
    "ScatterNd",
    "webgpu",
    (stock) => (call) => {
      const { indices, updates } = call.inputs;
      const nothing = sizeOf(indices.shape) === 0 || sizeOf(updates.shape) === 0;
      return nothing ? tfjs.zeros(call.attrs.shape, updates.dtype) : stock(call);
    },
  );
  mendKernel<Inputs<"tensor" | "indices" | "updates">, unknown>(
    "of nothing",
    "TensorScatterUpdate",
    "webgpu",
    (stock) => (call) => {
      const { tensor, updates } = call.inputs;
      return sizeOf(updates.shape) === 0 ? tfjs.clone(asTensor(tensor)) : stock(call);
    },
  );
  mendKernel<SegmentSumInputs, SegmentSumAttributes>(
    "of nothing",
    "UnsortedSegmentSum",
    "webgpu",
    (stock) => (call) => {
      const { x } = call.inputs;
      const nothing = sizeOf(x.shape) === 0;
      return nothing
        ? tfjs.zeros(segmentSumShape(call.inputs, call.attrs.numSegments), x.dtype)
        : stock(call);
    },
  );
  mendKernel<Inputs<"x">, { k: number }>("of nothing", "TopK", "webgpu", (stock) => (call) => {
    const { shape, dtype } = call.inputs.x;
    const kept = [...shape.slice(0, -1), call.attrs.k];
    return sizeOf(kept) === 0 ? [tfjs.zeros(kept, dtype), tfjs.zeros(kept, "int32")] : stock(call);
  });
  mendKernel<object, { start: number; num: number }>("of one", "LinSpace", "webgpu", (stock) => (call) => {
    const { start, num } = call.attrs;
    return num === 1 ? tfjs.tensor1d([start]) : stock(call); // stock divides by the number of steps, which is 0
  });
}
