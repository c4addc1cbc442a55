import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";
import { adopt } from "../registry.ts";
import { allocate, valuesOf } from "./heap.ts";

export interface AdamRates {
  readonly lr: number;
  readonly betas: readonly [number, number];
  readonly eps: number;
  /** Counts steps from 1. */
  readonly t: number;
}

/** Everything of Adam's for one gradient, each of the gradient's shape. */
export interface AdamResult {
  readonly mean: Tensor;
  readonly squares: Tensor;
  /** What is to be subtracted from the parameter. */
  readonly step: Tensor;
}

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

function adamLoop(
  g: Float32Array,
  m: Float32Array,
  v: Float32Array,
  newM: Float32Array,
  newV: Float32Array,
  step: Float32Array,
  { lr, betas, eps, t }: AdamRates,
): void {
  const [beta1, beta2] = betas;
  const rate = lr / (1 - beta1 ** t);
  const correction = 1 / (1 - beta2 ** t);
  for (let i = 0; i < g.length; i++) {
    const x = g[i] as number;
    const first = beta1 * (m[i] as number) + (1 - beta1) * x;
    const second = beta2 * (v[i] as number) + (1 - beta2) * x * x;
    newM[i] = first;
    newV[i] = second;
    step[i] = (rate * first) / (Math.sqrt(second * correction) + eps);
  }
}
