import type { Tensor } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendGradient } from "../../mends/registry.ts";
import { gradientsWithin } from "../../mends/second-order.ts";
import { layerNormFormula, layerNormGradientFormula } from "./formula.ts";

/** The kernels' names: a backend that has them computes all of it in one pass, another takes the formulas. */
export const LAYER_NORM = "LayerNorm";
export const LAYER_NORM_GRADIENT = "LayerNormGrad";

export interface LayerNormAttributes {
  readonly eps: number;
}

/**
 * weight · (x − mean) / √(variance + eps) + bias, mean and biased variance over x's last axes, as many as `weight` has
 * (Ba et al., 2016; `torch.nn.functional.layer_norm`). A transformer's step runs it five times with some forty small
 * operations each, so backends have kernels for it and for its gradient. Differentiable again.
 *
 * @param x [..., ...weight's shape].
 * @param weight and `bias` have the same shape.
 */
export function layerNorm(x: Tensor, weight: Tensor, bias: Tensor, eps: number): Tensor {
  if (!isFused([x, weight, bias])) return layerNormFormula(x, weight, bias, eps);
  return tfjs.engine().runKernel(LAYER_NORM, { x, weight, bias }, { eps }) as Tensor;
}

/** dx, dWeight and dBias in one pass, where the backend can. */
function layerNormGradient(dy: Tensor, x: Tensor, weight: Tensor, eps: number): Tensor[] {
  if (!isFused([dy, x, weight])) return layerNormGradientFormula(dy, x, weight, eps);
  return tfjs.engine().runKernel(LAYER_NORM_GRADIENT, { dy, x, weight }, { eps }) as unknown as Tensor[];
}

const isFused = (inputs: readonly Tensor[]): boolean =>
  tfjs.getKernel(LAYER_NORM, tfjs.getBackend()) !== undefined &&
  inputs.every(({ dtype, size }) => dtype === "float32" && size > 0);

/**
 * The kernels' gradients: the second is that of the formula, whatever the backend. Computed at once, as all parts come
 * from one pass: what is made when a part is asked for is freed with it.
 */
export function provideLayerNormGradients(): void {
  mendGradient<LayerNormAttributes, "x" | "weight">(LAYER_NORM, {
    inputs: ["x", "weight"],
    gradient: (dy, { x, weight }, { eps }) => {
      const [dx, dWeight, dBias] = layerNormGradient(dy, x, weight, eps) as [Tensor, Tensor, Tensor];
      return { x: () => dx, weight: () => dWeight, bias: () => dBias };
    },
  });
  mendGradient<LayerNormAttributes, "dy" | "x" | "weight">(LAYER_NORM_GRADIENT, {
    inputs: ["dy", "x", "weight"],
    gradient: (_, { dy, x, weight }, { eps }, flows) => {
      const [toDy, toX, toWeight] = secondGradients(flows, [dy, x, weight], eps) as [Tensor, Tensor, Tensor];
      return { dy: () => toDy, x: () => toX, weight: () => toWeight };
    },
  });
}

/** What flows back through the gradient itself to dy, x and weight. */
function secondGradients(flows: readonly Tensor[], inputs: Tensor[], eps: number): Tensor[] {
  const total = (...[dy, x, weight]: Tensor[]): Tensor => {
    const outputs = layerNormGradientFormula(dy as Tensor, x as Tensor, weight as Tensor, eps);
    return tfjs.addN(outputs.map((output, i) => tfjs.sum(tfjs.mul(output, flows[i] as Tensor)))); // []
  };
  return gradientsWithin(total, inputs);
}
