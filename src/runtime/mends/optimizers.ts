import type { NamedTensorMap, Tensor, Variable } from "#tfjs";
import * as tfjs from "#tfjs";
import { engine } from "../engine.ts";

interface NamedTensor {
  readonly name: string;
  readonly tensor: Tensor;
}

type Gradients = NamedTensorMap | NamedTensor[];

/** What of a stock optimizer its own types keep private. */
interface Stateful {
  applyGradients(gradients: Gradients): void;
}

interface Accumulator {
  readonly originalName: string;
  readonly variable: Variable;
}

interface Adadelta extends Stateful {
  readonly learningRate: number;
  readonly rho: number;
  readonly epsilon: number;
  readonly accumulatedGrads: Accumulator[];
  readonly accumulatedUpdates: Accumulator[];
  incrementIterations(): void;
}

let mended = false;

/**
 * `tf.train`: adadelta's formula, and the mix-up of one optimizer that is used for two lists of variables.
 */
export function mendOptimizers(): void {
  if (mended) return;
  mended = true;
  mendAdadelta();
  const withState = [
    tfjs.MomentumOptimizer,
    tfjs.AdagradOptimizer,
    tfjs.AdadeltaOptimizer,
    tfjs.RMSPropOptimizer,
    tfjs.AdamOptimizer,
    tfjs.AdamaxOptimizer,
  ];
  for (const { prototype } of withState) refuseOtherVariables(prototype as unknown as Stateful);
}

/**
 * Adadelta (Zeiler, 2012) divides by the running average that includes this step's gradient; stock takes the
 * one before, so that the first steps are far too long.
 */
function mendAdadelta(): void {
  const prototype = tfjs.AdadeltaOptimizer.prototype as unknown as Adadelta;
  prototype.applyGradients = function (this: Adadelta, gradients) {
    entriesOf(gradients).forEach(({ name, tensor }, i) => {
      const value = engine.state.registeredVariables[name] as Variable;
      this.accumulatedGrads[i] ??= accumulatorFor(value, `${name}/accum_grad`);
      this.accumulatedUpdates[i] ??= accumulatorFor(value, `${name}/accum_var`);
      if (tensor)
        adadeltaStep(
          this,
          value,
          tensor,
          this.accumulatedGrads[i].variable,
          this.accumulatedUpdates[i].variable,
        );
    });
    this.incrementIterations();
  };
}

function accumulatorFor(value: Variable, originalName: string): Accumulator {
  return { originalName, variable: tfjs.tidy(() => tfjs.variable(tfjs.zerosLike(value), false)) };
}

function adadeltaStep(
  { rho, epsilon, learningRate }: Adadelta,
  value: Variable,
  gradient: Tensor,
  squares: Variable,
  updates: Variable,
): void {
  tfjs.tidy(() => {
    squares.assign(average(squares, tfjs.square(gradient), rho));
    const ratio = tfjs.div(tfjs.sqrt(tfjs.add(updates, epsilon)), tfjs.sqrt(tfjs.add(squares, epsilon)));
    const update = tfjs.mul(ratio, gradient);
    updates.assign(average(updates, tfjs.square(update), rho));
    value.assign(tfjs.sub(value, tfjs.mul(update, learningRate)));
  });
}

const average = (old: Tensor, current: Tensor, rho: number): Tensor =>
  tfjs.add(tfjs.mul(old, rho), tfjs.mul(current, 1 - rho));

const variablesOf = new WeakMap<Stateful, readonly string[]>();

/**
 * Stock keeps momenta by position: with another list of variables a weight would get another weight's
 * momentum.
 */
function refuseOtherVariables(prototype: Stateful): void {
  const { applyGradients } = prototype;
  prototype.applyGradients = function (this: Stateful, gradients) {
    const names = entriesOf(gradients).map(({ name }) => name);
    const first = variablesOf.get(this) ?? names;
    variablesOf.set(this, first);
    if (names.join() !== first.join()) {
      throw new Error(
        `This optimizer keeps state for the variables ${first.join(", ")} and was given ${names.join(", ")}. Make one optimizer for each list of variables.`,
      );
    }
    applyGradients.call(this, gradients);
  };
}

const entriesOf = (gradients: Gradients): NamedTensor[] =>
  Array.isArray(gradients)
    ? gradients
    : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
