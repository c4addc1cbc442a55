import { lesson } from "../lesson.ts";
import type { Parameter } from "../nn/module/parameter.ts";
import type { tf } from "../tensorflow.ts";
import { type CommonSettings, type Memory, Optimizer, withDecay } from "./optimizer.ts";
import type { Params } from "./param-groups.ts";

export interface SgdSettings extends CommonSettings {
  /** Share of the last direction that is kept. */
  momentum: number;
  /** Takes this share off each new gradient before it joins the momentum. */
  dampening: number;
  /** Looks one step of momentum ahead (Nesterov, 1983). */
  nesterov: boolean;
}

/**
 * Stochastic gradient descent with momentum, as `torch.optim.SGD`:
 * g = grad + weightDecay·θ; b = momentum·b + (1 − dampening)·g, where the first b is g; θ −= lr·b.
 * Nesterov goes along g + momentum·b instead of b.
 *
 * ```ts
 * const optimizer = new optim.SGD(model.parameters(), { lr: 0.1, momentum: 0.9 });
 * ```
 */
export class SGD extends Optimizer<SgdSettings> {
  constructor(params: Params<SgdSettings>, settings: Partial<SgdSettings> = {}) {
    super("SGD", params, settings, { momentum: 0, dampening: 0, weightDecay: 0, nesterov: false });
    this.paramGroups.forEach(requireNesterovFits);
  }

  protected update(parameter: Parameter, grad: tf.Tensor, settings: SgdSettings, memory: Memory): void {
    const g = withDecay(grad, parameter, settings.weightDecay); // the parameter's shape
    const step = directionOf(g, settings, memory).mul(settings.lr); // the parameter's shape
    parameter.assign(parameter.sub(step));
  }
}

function directionOf(
  g: tf.Tensor,
  { momentum, dampening, nesterov }: SgdSettings,
  memory: Memory,
): tf.Tensor {
  if (momentum === 0) return g;
  const buffer = memory.slot("momentum"); // the parameter's shape
  buffer.assign(memory.steps === 1 ? g : buffer.mul(momentum).add(g.mul(1 - dampening)));
  return nesterov ? g.add(buffer.mul(momentum)) : buffer; // the parameter's shape
}

function requireNesterovFits({ nesterov, momentum, dampening }: SgdSettings): void {
  if (!nesterov || (momentum > 0 && dampening === 0)) return;
  throw lesson("SGD", {
    what: "nesterov needs a momentum above 0 and no dampening.",
    example: "{ lr: 0.1, momentum: 0.9, nesterov: true }",
  });
}
