import * as tfjs from "#tfjs";
import { type Inputs, onProcessor } from "../on-processor.ts";
import { provideKernel } from "../registry.ts";

/**
 * tf.unique, which webgpu lacks: how many entries are different is known only with their values. Those that it still
 * holds are there; for others it would have to wait, and a run goes on with wasm. Nothing where webgpu is not loaded.
 */
export function provideUnique(): void {
  if (tfjs.findBackendFactory("webgpu") === undefined) return;
  provideKernel<Inputs, unknown>("Unique", "webgpu", (call) => {
    try {
      return onProcessor("Unique", call);
    } catch (error) {
      throw new Error("tf.unique: on webgpu a tensor's values come later. Write `await unique(x)`.", {
        cause: error,
      });
    }
  });
}
