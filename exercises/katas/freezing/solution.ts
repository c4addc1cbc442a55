import { backward, evalMode, modelHooks, nn, optim, tf } from "arena/tools";

/** How a vector is learned. */
export interface Steering {
  readonly steps: number;
  readonly lr: number;
}

/** Trains what is within the modules at these paths, and freezes everything else. */
export function trainOnly(model: nn.Module, paths: readonly string[]): void {
  model.requiresGrad_(false);
  for (const path of paths) model.getSubmodule(path).requiresGrad_(true);
}

/** Trains the last layers that have parameters, and freezes those in front of them. */
export function unfreezeLast(model: nn.Sequential, count: number): void {
  model.requiresGrad_(false);
  const layers = [...model].filter((layer) => layer.parameters().length > 0);
  for (const layer of layers.slice(Math.max(0, layers.length - count))) layer.requiresGrad_(true);
}

/** A scope in which a model is frozen; at its end each parameter has its own switch again. */
export function frozen(model: nn.Module): Disposable {
  const before = model.parameters().map((parameter) => [parameter, parameter.requiresGrad] as const);
  model.requiresGrad_(false);
  return {
    [Symbol.dispose]: () => {
      for (const [parameter, was] of before) parameter.requiresGrad = was;
    },
  };
}

/** A step of training that moves nothing of what is frozen, statistics included; gives the loss. */
export function fineTuneStep(
  model: nn.Module,
  optimizer: optim.AnyOptimizer,
  lossFn: () => tf.Scalar,
): tf.Scalar {
  using modes = new DisposableStack();
  for (const module of model.modules()) {
    if (isFrozen(module)) modes.use(evalMode(module));
  }
  model.zeroGrad();
  const loss = backward(lossFn, model.parameters());
  optimizer.step();
  return loss;
}

/** True for a module that has parameters, none of which is trained. */
function isFrozen(module: nn.Module): boolean {
  const parameters = module.parameters();
  return parameters.length > 0 && parameters.every(({ requiresGrad }) => !requiresGrad);
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
  using _switches = frozen(model);
  using _modes = evalMode(model);
  const vector = new nn.Parameter(tf.zeros([width])); // [width]
  using _hook = modelHooks(model, { [name]: (_module, _inputs, output) => output.add(vector) });
  const optimizer = new optim.SGD([vector], { lr });
  for (let step = 0; step < steps; step++) {
    optimizer.zeroGrad();
    backward(() => lossOf(model.call(x)), [vector]);
    optimizer.step();
  }
  return vector;
}
