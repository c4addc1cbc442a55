import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, mendKernel } from "../registry.ts";

/**
 * true + true is true, as in PyTorch. Stock's cpu backend makes a bool of 2. `sum` counts, and gives int32.
 */
export function mendBoolAddition(backendName: string): void {
  mendKernel<{ a: TensorInfo; b: TensorInfo }, unknown>("bool", "Add", backendName, (stock) => (call) => {
    const { a, b } = call.inputs;
    return a.dtype === "bool" && b.dtype === "bool" ? tfjs.logicalOr(asTensor(a), asTensor(b)) : stock(call);
  });
}
