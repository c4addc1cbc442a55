import { type nn, notYet, type optim, type tf } from "arena/tools";

/** How a vector is learned. */
export interface Steering {
  readonly steps: number;
  readonly lr: number;
}

/** Trains what is within the modules at these paths, and freezes everything else. */
export function trainOnly(model: nn.Module, paths: readonly string[]): void {
  // sets the switch of each parameter
  notYet(`trainOnly of ${paths.join(", ")} in ${model.constructor.name}`);
}

/** Trains the last layers that have parameters, and freezes those in front of them. */
export function unfreezeLast(model: nn.Sequential, count: number): void {
  // sets the switch of each parameter
  notYet(`unfreezeLast of ${count} of ${model.length} layers`);
}

/** A scope in which a model is frozen; at its end each parameter has its own switch again. */
export function frozen(model: nn.Module): Disposable {
  // freezes at once
  return notYet(`frozen of ${model.constructor.name}`);
}

/** A step of training that moves nothing of what is frozen, statistics included; gives the loss. */
export function fineTuneStep(
  model: nn.Module,
  optimizer: optim.AnyOptimizer,
  lossFn: () => tf.Scalar,
): tf.Scalar {
  // the result: the loss, []
  return notYet(
    `fineTuneStep of ${model.constructor.name} by ${optimizer.constructor.name} and ${lossFn.name || "a loss"}`,
  );
}

/** Learns what to add to a module's output so that a loss of the model's output falls. */
export function steeringVector(
  model: nn.Module,
  x: tf.Tensor,
  name: string,
  width: number,
  lossOf: (output: tf.Tensor) => tf.Scalar,
  { steps, lr }: Steering,
): tf.Tensor {
  // x: the model's input; the result: [width]
  return notYet(
    `steeringVector [${width}] at ${name} of ${model.constructor.name} for [${x.shape}]: ${steps} steps, rate ${lr}, by ${lossOf.name || "a loss"}`,
  );
}
