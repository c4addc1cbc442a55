import type { Parameter } from "../nn/module/parameter.ts";
import type { tf } from "../tensorflow.ts";
import { average, type CommonSettings, type Memory, Optimizer, withDecay } from "./optimizer.ts";
import type { Params } from "./param-groups.ts";

export interface RmspropSettings extends CommonSettings {
  /** Share of the old average of squared gradients that is kept. */
  alpha: number;
  /** Added to the root, outside of it. */
  eps: number;
  momentum: number;
  /** Divides by an estimate of the standard deviation instead of the root mean square. */
  centered: boolean;
}

/**
 * RMSprop (Hinton, 2012) as `torch.optim.RMSprop`:
 * g = grad + weightDecay·θ; v = alpha·v + (1 − alpha)·g²; d = g / (√v + eps); b = momentum·b + d; θ −= lr·b.
 *
 * ```ts
 * const optimizer = new optim.RMSprop(model.parameters(), { lr: 0.01, alpha: 0.9 });
 * ```
 */
export class RMSprop extends Optimizer<RmspropSettings> {
  constructor(params: Params<RmspropSettings>, settings: Partial<RmspropSettings> = {}) {
    super("RMSprop", params, settings, {
      lr: 0.01,
      alpha: 0.99,
      eps: 1e-8,
      weightDecay: 0,
      momentum: 0,
      centered: false,
    });
  }

  protected update(parameter: Parameter, grad: tf.Tensor, settings: RmspropSettings, memory: Memory): void {
    const g = withDecay(grad, parameter, settings.weightDecay); // the parameter's shape
    const scaled = g.div(spreadOf(g, settings, memory).sqrt().add(settings.eps)); // the parameter's shape
    const step = withMomentum(scaled, settings, memory).mul(settings.lr); // the parameter's shape
    parameter.assign(parameter.sub(step));
  }
}

function spreadOf(g: tf.Tensor, { alpha, centered }: RmspropSettings, memory: Memory): tf.Tensor {
  const squares = average(memory.slot("squares"), g.square(), alpha); // the parameter's shape
  if (!centered) return squares;
  return squares.sub(average(memory.slot("mean"), g, alpha).square()); // the parameter's shape
}

function withMomentum(scaled: tf.Tensor, { momentum }: RmspropSettings, memory: Memory): tf.Tensor {
  if (momentum === 0) return scaled;
  const buffer = memory.slot("momentum"); // the parameter's shape
  buffer.assign(buffer.mul(momentum).add(scaled));
  return buffer;
}
