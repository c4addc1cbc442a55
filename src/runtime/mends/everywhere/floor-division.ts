import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { adopt, mendKernel } from "../registry.ts";

/**
 * floorDiv of float32 is float32, as in PyTorch and on wasm. Stock's cpu and webgpu backends make int32 of it.
 */
export function mendFloorDivision(backendName: string): void {
  mendKernel<{ a: TensorInfo; b: TensorInfo }, unknown>(
    "type",
    "FloorDiv",
    backendName,
    (stock) => (call) => {
      const quotient = stock(call) as TensorInfo;
      const { a } = call.inputs; // b has the same type: floorDiv casts both before
      return a.dtype === quotient.dtype ? quotient : tfjs.cast(adopt(quotient), a.dtype);
    },
  );
}
