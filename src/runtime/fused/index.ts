import { provideContraction } from "./contraction.ts";
import { provideCrossEntropy } from "./cross-entropy/index.ts";
import { provideLayerNorm } from "./layer-norm/index.ts";

/**
 * Registers operations that TensorFlow.js has only as chains of others, on the backends that compute them in one pass;
 * safe to call again. Each has a formula for the backends that do not.
 */
export function provideFused(): void {
  provideContraction();
  provideCrossEntropy();
  provideLayerNorm();
}
