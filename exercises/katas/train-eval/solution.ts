import { evalMode, nn, type RandomGenerator, stack, std, tf, where } from "arena/tools";

/** The names of the modules that are in another mode than the model. */
export function strays(model: nn.Module): string[] {
  return model
    .namedModules()
    .filter(([, module]) => module.training !== model.training)
    .map(([name]) => name);
}

/** Drops whole examples while it trains (Huang et al., 2016). */
export class DropPath extends nn.Module {
  readonly p: number;
  readonly generator: RandomGenerator;

  constructor(p: number, generator: RandomGenerator) {
    super();
    this.p = p;
    this.generator = generator;
  }

  forward(x: tf.Tensor): tf.Tensor {
    if (!this.training) return x;
    const shape = x.shape.map((length, axis) => (axis === 0 ? length : 1));
    const coins = this.generator.uniform(shape); // [batch, 1, ...]
    return where(coins.greaterEqual(this.p), x.div(1 - this.p), 0); // [batch, ...]
  }
}

/** Divides by a root mean square that it learns while it trains. */
export class RunningScale extends nn.Module {
  readonly momentum: number;
  scale: nn.Buffer; // []

  constructor(momentum: number) {
    super();
    this.momentum = momentum;
    this.scale = new nn.Buffer(tf.scalar(1)); // []
  }

  forward(x: tf.Tensor): tf.Tensor {
    if (this.training) this.#move(x.square().mean().sqrt());
    return x.div(this.scale); // x's shape
  }

  #move(size: tf.Tensor): void {
    this.scale.assign(this.scale.mul(1 - this.momentum).add(size.mul(this.momentum))); // []
  }
}

/** Puts a model into training mode, and what is frozen in it into evaluation mode. */
export function trainUnfrozen<M extends nn.Module>(model: M): M {
  model.train();
  for (const module of model.modules()) if (isFrozen(module)) module.eval();
  return model;
}

/** Whether a module has parameters and none of them is trained. */
function isFrozen(module: nn.Module): boolean {
  const parameters = module.parameters();
  return parameters.length > 0 && parameters.every(({ requiresGrad }) => !requiresGrad);
}

/** Mean and deviation of what the model gives when only its dropout goes on (Gal and Ghahramani, 2016). */
export function monteCarlo(
  model: nn.Module,
  x: tf.Tensor,
  samples: number,
): { mean: tf.Tensor; deviation: tf.Tensor } {
  using _ = evalMode(model);
  for (const module of model.modules()) if (module instanceof nn.Dropout) module.train();
  const outputs = stack(Array.from({ length: samples }, () => model.call(x))); // [sample, ...]
  return { mean: outputs.mean(0), deviation: std(outputs, 0) };
}
