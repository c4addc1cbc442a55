import * as tfjs from "#tfjs";
import { type Inputs, onProcessor } from "../on-processor.ts";
import { provideKernel } from "../registry.ts";

/**
 * Gives TensorFlow every kernel that plain JavaScript has and it lacks, searchSorted and a few others that
 * rooms use rarely, so that a room does not end with "not registered".
 */
export function provideMissing(): void {
  for (const { kernelName } of tfjs.getKernelsForBackend("cpu")) {
    if (tfjs.getKernel(kernelName, "tensorflow") !== undefined) continue;
    provideKernel<Inputs, unknown>(kernelName, "tensorflow", (call) => onProcessor(kernelName, call));
  }
}
