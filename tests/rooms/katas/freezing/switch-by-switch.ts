// Sets of parameters, try and finally, and the steps of SGD by hand.
import { backward, type nn, type optim, tf } from "arena/tools";

export function trainOnly(model: nn.Module, paths: readonly string[]): void {
  const chosen = new Set(paths.flatMap((path) => model.getSubmodule(path).parameters()));
  for (const parameter of model.parameters()) parameter.requiresGrad = chosen.has(parameter);
}

export function unfreezeLast(model: nn.Sequential, count: number): void {
  let left = count;
  for (const layer of [...model].reverse()) {
    if (layer.parameters().length === 0) continue;
    layer.requiresGrad_(left > 0);
    left -= 1;
  }
}

class Frozen implements Disposable {
  readonly #open: nn.Parameter[];
  constructor(model: nn.Module) {
    this.#open = model.parameters().filter(({ requiresGrad }) => requiresGrad);
    for (const parameter of this.#open) parameter.requiresGrad = false;
  }
  [Symbol.dispose](): void {
    for (const parameter of this.#open) parameter.requiresGrad = true;
  }
}

export const frozen = (model: nn.Module): Disposable => new Frozen(model);

/** Runs something, after which every module is in its former mode. */
function keepingModes<T>(model: nn.Module, work: () => T): T {
  const before = new Map(model.modules().map((module) => [module, module.training] as const));
  try {
    return work();
  } finally {
    for (const [module, was] of before) module.training = was;
  }
}

function quieten(module: nn.Module): void {
  const parameters = module.parameters();
  if (parameters.length === 0) return;
  if (parameters.some(({ requiresGrad }) => requiresGrad)) module.children().forEach(quieten);
  else module.eval();
}

export function fineTuneStep(
  model: nn.Module,
  optimizer: optim.AnyOptimizer,
  lossFn: () => tf.Scalar,
): tf.Scalar {
  return keepingModes(model, () => {
    quieten(model);
    optimizer.zeroGrad();
    const loss = backward(lossFn, model.parameters());
    optimizer.step();
    optimizer.zeroGrad();
    return loss;
  });
}

export function steeringVector(
  model: nn.Module,
  x: tf.Tensor,
  name: string,
  width: number,
  lossOf: (output: tf.Tensor) => tf.Scalar,
  { steps, lr }: { steps: number; lr: number },
): tf.Tensor {
  let vector = tf.zeros([width]);
  const freeze = frozen(model);
  try {
    return keepingModes(model.getSubmodule(""), () => {
      model.eval();
      const lossAt = (added: tf.Tensor) => {
        const handle = model
          .getSubmodule(name)
          .registerForwardHook((_module, _in, output) => output.add(added));
        try {
          return lossOf(model.call(x));
        } finally {
          handle.remove();
        }
      };
      for (let step = 0; step < steps; step++) vector = vector.sub(tf.grad(lossAt)(vector).mul(lr));
      return vector;
    });
  } finally {
    freeze[Symbol.dispose]();
  }
}
