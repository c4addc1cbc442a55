import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, mendKernel } from "../registry.ts";
import { sizeOf } from "../shapes.ts";

/**
 * gather and gatherND of nothing are nothing, in the shape that they would have. Stock divides by the empty batch (cpu), binds
 * a buffer of no bytes (webgpu) or refuses an empty table, whatever is asked of it.
 */
export function mendEmptyGathers(backendName: string): void {
  if (backendName !== "wasm") mendGather(backendName); // wasm's is ours, and right
  mendGatherNd(backendName);
}

function mendGather(backendName: string): void {
  mendKernel<{ x: TensorInfo; indices: TensorInfo }, { axis: number; batchDims: number }>(
    "of nothing",
    "GatherV2",
    backendName,
    (stock) => (call) => {
      const { x, indices } = call.inputs;
      const { axis, batchDims } = call.attrs;
      if (sizeOf(indices.shape) > 0) return stock(call);
      const along = axis < 0 ? axis + x.shape.length : axis;
      const shape = [
        ...x.shape.slice(0, along),
        ...indices.shape.slice(batchDims),
        ...x.shape.slice(along + 1),
      ];
      return tfjs.zeros(shape, x.dtype);
    },
  );
}

/** Of tuples of no indices each takes the whole table, which webgpu's shader does not know. */
function mendGatherNd(backendName: string): void {
  mendKernel<{ params: TensorInfo; indices: TensorInfo }, unknown>(
    "of nothing",
    "GatherNd",
    backendName,
    (stock) => (call) => {
      const { params, indices } = call.inputs;
      const shape = [...indices.shape.slice(0, -1), ...params.shape.slice(indices.shape.at(-1))];
      if (sizeOf(shape) === 0) return tfjs.zeros(shape, params.dtype);
      return indices.shape.at(-1) === 0 ? tfjs.broadcastTo(asTensor(params), shape) : stock(call);
    },
  );
}
