import type { Tensor } from "#tfjs";
import type { AdamRates, AdamResult } from "./loop.ts";
import { adamStepOnHeap } from "./on-heap.ts";
import { adamStepOnProcessor } from "./on-processor.ts";

/**
 * Adam's step (Kingma and Ba, 2014) in one pass where the tensors lie within reach; undefined elsewhere, where it is a
 * dozen operations.
 */
export const fusedAdamStep = (
  gradient: Tensor,
  mean: Tensor,
  squares: Tensor,
  rates: AdamRates,
): AdamResult | undefined =>
  adamStepOnHeap(gradient, mean, squares, rates) ?? adamStepOnProcessor(gradient, mean, squares, rates);
