import { fusedAdamStep } from "../../runtime/fused/adam/index.ts";
import type { Parameter } from "../nn/module/parameter.ts";
import { tf } from "../tensorflow.ts";
import { average, type CommonSettings, type Memory, Optimizer, withDecay } from "./optimizer.ts";
import type { Params } from "./param-groups.ts";

export interface AdamSettings extends CommonSettings {
  /** Shares of the old averages that are kept: of the gradient, of its square. */
  betas: readonly [number, number];
  /** Added to the root, outside of it. */
  eps: number;
}

/**
 * Adam (Kingma and Ba, 2014) as `torch.optim.Adam`:
 * g = grad + weightDecay·θ; m and v are running averages of g and g²; t counts steps from 1;
 * θ −= lr · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + eps).
 *
 * ```ts
 * const optimizer = new optim.Adam(model.parameters(), { lr: 0.001 });
 * ```
 */
export class Adam extends Optimizer<AdamSettings> {
  constructor(params: Params<AdamSettings>, settings: Partial<AdamSettings> = {}) {
    super("Adam", params, settings, { lr: 0.001, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0 });
  }

  protected update(parameter: Parameter, grad: tf.Tensor, settings: AdamSettings, memory: Memory): void {
    const g = withDecay(grad, parameter, settings.weightDecay); // the parameter's shape
    parameter.assign(parameter.sub(adamStep(g, settings, memory))); // the parameter's shape
  }
}

/** The step Adam takes for this gradient, to be subtracted. */
export function adamStep(g: tf.Tensor, { lr, betas, eps }: AdamSettings, memory: Memory): tf.Tensor {
  const t = memory.steps;
  const [m, v, rates] = [memory.slot("mean"), memory.slot("squares"), { lr, betas, eps, t }];
  const fused = fusedAdamStep(g, m, v, rates);
  if (fused !== undefined) {
    memory.slot("mean").assign(fused.mean);
    memory.slot("squares").assign(fused.squares);
    return fused.step; // the parameter's shape
  }
  const [beta1, beta2] = betas;
  const mean = average(memory.slot("mean"), g, beta1).div(1 - beta1 ** t); // the parameter's shape
  const squares = average(memory.slot("squares"), g.square(), beta2); // the parameter's shape
  const scale = tf.sqrt(squares.div(1 - beta2 ** t)).add(eps); // the parameter's shape
  return mean.div(scale).mul(lr); // the parameter's shape
}
