import type { DataType, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendKernel } from "../registry.ts";
import { sizeOf } from "../shapes.ts";

/** A choice among nothing is nothing. TensorFlow wants the very same shapes, and broadcastTo leaves a 1 where 0 is due. */
export function mendEmptySelect(): void {
  mendKernel<{ condition: TensorInfo; t: TensorInfo }, unknown>(
    "of nothing",
    "Select",
    "tensorflow",
    (stock) => (call) => {
      const { condition, t } = call.inputs;
      return sizeOf(condition.shape) > 0
        ? stock(call)
        : tfjs.zeros(condition.shape, t.dtype as Exclude<DataType, "string">);
    },
  );
}
