// Masks as numbers, sums of squares, modes kept in a Map, and recursion over children.
import { nn, type RandomGenerator, reduce, tf, unsqueeze } from "arena/tools";

export function strays(model: nn.Module): string[] {
  const names: string[] = [];
  for (const [name, module] of model.namedModules()) {
    if (name !== "" && module.training === !model.training) names.push(name);
  }
  return names;
}

export class DropPath extends nn.Module {
  #p: number;
  #generator: RandomGenerator;

  constructor(p: number, generator: RandomGenerator) {
    super();
    this.#p = p;
    this.#generator = generator;
  }

  forward(x: tf.Tensor): tf.Tensor {
    if (this.training) {
      const [batch = 0] = x.shape;
      let kept = this.#generator.uniform([batch]).less(this.#p).logicalNot().toFloat(); // [batch]
      while (kept.rank < x.rank) kept = unsqueeze(kept, -1); // [batch, 1, ...]
      return x.mul(kept).div(1 - this.#p); // [batch, ...]
    }
    return x;
  }
}

export class RunningScale extends nn.Module {
  scale = this.registerBuffer("scale", tf.scalar(1));
  #share: number;

  constructor(momentum = 0.1) {
    super();
    this.#share = momentum;
  }

  forward(x: tf.Tensor): tf.Tensor {
    if (!this.training) return tf.div(x, this.scale);
    const size = tf.sqrt(tf.sum(tf.square(x)).div(x.size)); // []
    this.scale.assign(this.scale.add(size.sub(this.scale).mul(this.#share)) as tf.Scalar); // []
    return tf.div(x, this.scale);
  }
}

export function trainUnfrozen<M extends nn.Module>(model: M): M {
  const [frozen, trained] = [model.parameters().filter((p) => !p.requiresGrad), model.parameters()];
  if (frozen.length > 0 && frozen.length === trained.length) return model.eval();
  model.training = true;
  for (const child of model.children()) trainUnfrozen(child);
  return model;
}

export function monteCarlo(model: nn.Module, x: tf.Tensor, samples: number) {
  const before = new Map(model.modules().map((module) => [module, module.training]));
  try {
    for (const module of model.modules()) module.training = module instanceof nn.Dropout;
    const runs: tf.Tensor[] = [];
    while (runs.length < samples) runs.push(model.call(x));
    const all = tf.stack(runs); // [sample, ...]
    const mean = reduce(all, "sample ... -> ...", "mean");
    const spread = reduce(all.sub(mean).square(), "sample ... -> ...", "sum"); // [...]
    return { mean, deviation: spread.div(samples - 1).sqrt() };
  } finally {
    for (const [module, training] of before) module.training = training;
  }
}
