import type { Parameter } from "../nn/module/parameter.ts";
import type { tf } from "../tensorflow.ts";
import { type AdamSettings, adamStep } from "./adam.ts";
import { type Memory, Optimizer } from "./optimizer.ts";
import type { Params } from "./param-groups.ts";

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2017) as `torch.optim.AdamW`: the weight is first
 * multiplied by 1 − lr·weightDecay, then Adam's step for the bare gradient follows.
 *
 * ```ts
 * const optimizer = new optim.AdamW(model.parameters(), { lr: 0.001, weightDecay: 0.1 });
 * ```
 */
export class AdamW extends Optimizer<AdamSettings> {
  constructor(params: Params<AdamSettings>, settings: Partial<AdamSettings> = {}) {
    super("AdamW", params, settings, { lr: 0.001, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0.01 });
  }

  protected update(parameter: Parameter, grad: tf.Tensor, settings: AdamSettings, memory: Memory): void {
    const shrunk = parameter.mul(1 - settings.lr * settings.weightDecay); // the parameter's shape
    parameter.assign(shrunk.sub(adamStep(grad, settings, memory))); // the parameter's shape
  }
}
