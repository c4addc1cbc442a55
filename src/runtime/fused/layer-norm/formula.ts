import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";

/** x, weight and bias with the axes in front of the normalised ones as rows, and those as one. */
interface Rows {
  readonly normalised: Tensor; // [row, width]
  readonly scale: Tensor; // [row, 1], 1 / √(variance + eps)
}

/** Layer normalisation (Ba et al., 2016) by ordinary operations. `weight` and `bias` have the shape of x's last axes. */
export function layerNormFormula(x: Tensor, weight: Tensor, bias: Tensor, eps: number): Tensor {
  const { normalised } = rowsOf(x, weight.size, eps); // [row, width]
  const row = [1, weight.size];
  return tfjs.reshape(
    tfjs.add(tfjs.mul(normalised, tfjs.reshape(weight, row)), tfjs.reshape(bias, row)),
    x.shape,
  );
}

/**
 * What flows back to x, weight and bias from dy. With g = dy · weight and n the normalised x, that to x is
 * (g − mean(g) − n · mean(g · n)) / √(variance + eps).
 */
export function layerNormGradientFormula(
  dy: Tensor,
  x: Tensor,
  weight: Tensor,
  eps: number,
): [dx: Tensor, dWeight: Tensor, dBias: Tensor] {
  const { normalised, scale } = rowsOf(x, weight.size, eps);
  const flow = tfjs.reshape(dy, normalised.shape); // [row, width]
  const g = tfjs.mul(flow, tfjs.reshape(weight, [1, weight.size])); // [row, width]
  const along = tfjs.mul(normalised, tfjs.mean(tfjs.mul(g, normalised), 1, true)); // [row, width]
  const dx = tfjs.mul(scale, tfjs.sub(tfjs.sub(g, tfjs.mean(g, 1, true)), along)); // [row, width]
  const dWeight = tfjs.sum(tfjs.mul(flow, normalised), 0); // [width]
  const dBias = tfjs.sum(flow, 0); // [width]
  return [tfjs.reshape(dx, x.shape), tfjs.reshape(dWeight, weight.shape), tfjs.reshape(dBias, weight.shape)];
}

function rowsOf(x: Tensor, width: number, eps: number): Rows {
  const rows = tfjs.reshape(x, [width === 0 ? 0 : x.size / width, width]); // [row, width]
  const centred = tfjs.sub(rows, tfjs.mean(rows, 1, true)); // [row, width]
  const variance = tfjs.mean(tfjs.square(centred), 1, true); // [row, 1]
  const scale = tfjs.rsqrt(tfjs.add(variance, eps)); // [row, 1]
  return { normalised: tfjs.mul(centred, scale), scale };
}
