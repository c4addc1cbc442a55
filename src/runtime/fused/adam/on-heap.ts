import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";
import { adopt } from "../../mends/registry.ts";
import { allocate, valuesOf } from "../../mends/wasm/heap.ts";
import { type AdamRates, type AdamResult, adamLoop } from "./loop.ts";

/**
 * Adam's step (Kingma and Ba, 2014) in one pass over the heap instead of twelve operations; undefined where
 * the tensors do not live on the wasm heap. Results are new tensors: a tensor is never changed in place, since
 * others may share its data. Computed in double precision, rounded once to float32.
 */
export function adamStepOnHeap(
  gradient: Tensor,
  mean: Tensor,
  squares: Tensor,
  rates: AdamRates,
): AdamResult | undefined {
  if (tfjs.getBackend() !== "wasm") return undefined;
  const backend = tfjs.backend();
  const outs = [0, 1, 2].map(() => allocate(backend, gradient.shape, "float32"));
  const [g, m, v, newM, newV, step] = [gradient, mean, squares, ...outs].map(
    (info) => valuesOf(backend, info) as Float32Array,
  ) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  adamLoop(g, m, v, newM, newV, step, rates);
  const [a, b, c] = outs.map(adopt) as [Tensor, Tensor, Tensor];
  return { mean: a, squares: b, step: c };
}
