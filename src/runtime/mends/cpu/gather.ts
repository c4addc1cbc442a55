import type { TensorInfo } from "#tfjs";
import { refuseOutside } from "../index-bounds.ts";
import { mendKernel } from "../registry.ts";
import { valuesOf } from "./storage.ts";

/** Refuses an index that does not fit in the words that wasm and webgpu have for it. */
export function mendGatherCheck(): void {
  mendKernel<{ x: TensorInfo; indices: TensorInfo }, { axis: number }>(
    "index check",
    "GatherV2",
    "cpu",
    (stock) => (call) => {
      const { x, indices } = call.inputs;
      const axis = call.attrs.axis < 0 ? call.attrs.axis + x.shape.length : call.attrs.axis;
      refuseOutside("gather", valuesOf(call.backend, indices), [x.shape[axis] as number], x.shape, axis);
      return stock(call);
    },
  );
}
