// Module.apply, an inherited layer, a list of scopes, and all runs at once in a larger batch.
import { nn, type RandomGenerator, rearrange, repeat, tf, trainingMode, variance, where } from "arena/tools";

export const strays = (model: nn.Module) =>
  model.namedModules().flatMap(([name, { training }]) => (training === model.training ? [] : [name]));

export class DropPath extends nn.Dropout {
  readonly generator: RandomGenerator;

  constructor(p: number, generator: RandomGenerator) {
    super(p);
    this.generator = generator;
  }

  override forward(x: tf.Tensor): tf.Tensor {
    if (!this.training) return x;
    const rows = x.reshape([x.shape[0] ?? 0, -1]); // [batch, everything]
    const dropped = this.generator.uniform([x.shape[0] ?? 0, 1]).less(this.p); // [batch, 1]
    const result = where(dropped, 0, rows.mul(1 / (1 - this.p))); // [batch, everything]
    return result.reshape(x.shape); // [batch, ...]
  }
}

export class RunningScale extends nn.Module {
  scale: nn.Buffer;
  momentum: number;

  constructor(momentum = 0.1) {
    super();
    this.scale = new nn.Buffer(tf.ones([]));
    this.momentum = momentum;
  }

  forward(x: tf.Tensor): tf.Tensor {
    const share = this.training ? this.momentum : 0;
    const size = tf.norm(x.flatten()).div(Math.sqrt(x.size)); // []
    this.scale.assign(this.scale.mul(1 - share).add(size.mul(share)));
    return x.mul(this.scale.reciprocal()); // x's shape
  }
}

export const trainUnfrozen = <M extends nn.Module>(model: M): M => {
  model.apply((module) => {
    module.training = true;
  });
  for (const module of model.modules()) {
    const [first, ...rest] = module.parameters().map(({ requiresGrad }) => requiresGrad);
    if (first === false && !rest.includes(true)) module.train(false);
  }
  return model;
};

export const monteCarlo = (model: nn.Module, x: tf.Tensor, samples: number) => {
  using scopes = new DisposableStack();
  scopes.use(trainingMode(model, false));
  model.apply((module) => void (module instanceof nn.Dropout && module.train()));
  const outputs = model.call(repeat(x, "b ... -> (sample b) ...", { sample: samples })); // [sample · batch, ...]
  const runs = rearrange(outputs, "(sample b) ... -> sample b ...", { sample: samples }); // [sample, batch, ...]
  return { mean: tf.mean(runs, 0), deviation: variance(runs, 0).sqrt() };
};
