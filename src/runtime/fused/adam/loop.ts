import type { Tensor } from "#tfjs";

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
 * Adam's step (Kingma and Ba, 2014) for gradient `g` and the averages `m` and `v`, into the next three. Computed in
 * double precision, rounded once to float32.
 */
export function adamLoop(
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
