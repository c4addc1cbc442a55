import type { Parameter } from "../nn/module/parameter.ts";
import { tf } from "../tensorflow.ts";
import { trainingWatcher } from "../training-watch.ts";
import { groupsOf, type ParamGroup, type Params } from "./param-groups.ts";

/** Settings that every optimizer has. */
export interface CommonSettings {
  /** The learning rate: the size of a step. */
  lr: number;
  /** Pulls each weight towards 0; how, depends on the optimizer. */
  weightDecay: number;
}

/** What schedules, trainers and loggers need of an optimizer, whichever it is. */
export interface AnyOptimizer {
  readonly paramGroups: readonly { lr: number; readonly params: readonly Parameter[] }[];
  step(): void;
  zeroGrad(): void;
}

/** What an optimizer remembers of one parameter, by name; tensors of the parameter's shape. */
export class Memory {
  /** How many steps this parameter has had. */
  steps = 0;
  readonly #slots = new Map<string, tf.Variable>();
  readonly #parameter: Parameter;

  constructor(parameter: Parameter) {
    this.#parameter = parameter;
  }

  /** The tensor under this name; zeros of the parameter's shape at first. Change it by `assign`. */
  slot(name: string): tf.Variable {
    const known = this.#slots.get(name);
    if (known !== undefined) return known;
    const zeros = tf.tidy(() => tf.variable(tf.zerosLike(this.#parameter), false)); // the parameter's shape
    this.#slots.set(name, zeros);
    return zeros;
  }

  dispose(): void {
    for (const slot of this.#slots.values()) slot.dispose();
    this.#slots.clear();
  }
}

/** The base of the optimizers: groups, gradients, memory. A subclass says how one parameter changes. */
export abstract class Optimizer<Settings extends CommonSettings> implements AnyOptimizer {
  /** May be changed between steps: `optimizer.paramGroups[0].lr = 0.01`. */
  readonly paramGroups: ParamGroup<Settings>[];
  readonly #memory = new Map<Parameter, Memory>();

  constructor(
    tool: string,
    params: Params<Settings>,
    given: Partial<Settings>,
    defaults: Omit<Settings, "lr"> & Partial<Settings>,
  ) {
    this.paramGroups = groupsOf(tool, params, given, defaults);
  }

  /** Changes one parameter by its gradient. Tensors made in here are freed afterwards. */
  protected abstract update(parameter: Parameter, grad: tf.Tensor, settings: Settings, memory: Memory): void;

  /** Changes every parameter that has a gradient. Gradients stay as they are: see `zeroGrad`. */
  step(): void {
    for (const group of this.paramGroups) {
      for (const parameter of group.params) {
        const { grad } = parameter;
        if (grad !== null) tf.tidy(() => this.#change(parameter, grad, group));
      }
    }
    trainingWatcher()?.step();
  }

  /**
   * Sets the gradient of each parameter to null. Without it `backward` adds the next gradient to this one.
   */
  zeroGrad(): void {
    for (const { params } of this.paramGroups) for (const parameter of params) parameter.grad = null;
  }

  /** Frees what the optimizer remembers (momenta and the like). */
  dispose(): void {
    for (const memory of this.#memory.values()) memory.dispose();
    this.#memory.clear();
  }

  #change(parameter: Parameter, grad: tf.Tensor, group: ParamGroup<Settings>): void {
    const memory = this.#memory.get(parameter) ?? new Memory(parameter);
    this.#memory.set(parameter, memory);
    memory.steps += 1;
    this.update(parameter, grad, group, memory);
  }
}

/** grad + weightDecay · parameter: the gradient of a penalty weightDecay/2 · ‖parameter‖² on top. */
export function withDecay(grad: tf.Tensor, parameter: tf.Tensor, weightDecay: number): tf.Tensor {
  return weightDecay === 0 ? grad : grad.add(parameter.mul(weightDecay)); // the parameter's shape
}

/** Moves a running average towards a value: share · average + (1 − share) · value. Returns the average. */
export function average(running: tf.Variable, value: tf.Tensor, share: number): tf.Tensor {
  running.assign(running.mul(share).add(value.mul(1 - share))); // the parameter's shape
  return running;
}
