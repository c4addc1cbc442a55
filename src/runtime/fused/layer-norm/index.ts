import { provideLayerNormGradients } from "./layer-norm.ts";
import { provideLayerNormOnHeap } from "./on-heap.ts";
import { provideLayerNormOnProcessor } from "./on-processor.ts";

export { layerNorm } from "./layer-norm.ts";

/** Registers layer normalisation on the backends that compute it in one pass; safe to call again. */
export function provideLayerNorm(): void {
  provideLayerNormGradients();
  provideLayerNormOnHeap();
  provideLayerNormOnProcessor();
}
