import type { TensorInfo } from "#tfjs";
import { isWithoutNaN } from "../not-a-number.ts";
import { type Inputs, onProcessor } from "../on-processor.ts";
import { mendKernel } from "../registry.ts";

/** Max pooling of what may be NaN, which wins as in PyTorch; TensorFlow drops it. */
export function mendMaxPool(): void {
  for (const [kernelName, name] of [
    ["MaxPool", "x"],
    ["MaxPoolGrad", "input"],
  ] as const)
    mendKernel<Inputs, unknown>("NaN", kernelName, "tensorflow", (stock) => (call) => {
      return isWithoutNaN(call.inputs[name] as TensorInfo) ? stock(call) : onProcessor(kernelName, call);
    });
}
