import { provideCrossEntropyGradients } from "./cross-entropy.ts";
import { provideNativeCrossEntropy } from "./native.ts";

export { crossEntropyOfRows } from "./cross-entropy.ts";

/** Registers cross entropy where a backend has an operation of its own for it; safe to call again. */
export function provideCrossEntropy(): void {
  provideCrossEntropyGradients();
  provideNativeCrossEntropy();
}
