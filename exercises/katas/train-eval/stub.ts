import { nn, notYet, type RandomGenerator, type tf } from "arena/tools";

/** The names of the modules that are in another mode than the model. */
export function strays(model: nn.Module): string[] {
  // in the order of namedModules()
  return notYet(`strays of ${model.constructor.name}`);
}

/** Drops whole examples while it trains (Huang et al., 2016). */
export class DropPath extends nn.Module {
  constructor(p: number, generator: RandomGenerator) {
    super();
    notYet(`a layer that drops ${p} of the examples, drawn from ${generator.constructor.name}`);
  }

  forward(x: tf.Tensor): tf.Tensor {
    // x and the result: [batch, ...]
    return notYet(`DropPath of [${x.shape}]`);
  }
}

/** Divides by a root mean square that it learns while it trains. */
export class RunningScale extends nn.Module {
  scale: nn.Buffer; // []

  constructor(momentum: number) {
    super();
    notYet(`a scale with a momentum of ${momentum}`);
  }

  forward(x: tf.Tensor): tf.Tensor {
    // the result has x's shape
    return notYet(`RunningScale of [${x.shape}]`);
  }
}

/** Puts a model into training mode, and what is frozen in it into evaluation mode. */
export function trainUnfrozen<M extends nn.Module>(model: M): M {
  return notYet(`trainUnfrozen of ${model.constructor.name}`);
}

/** Mean and deviation of what the model gives when only its dropout goes on (Gal and Ghahramani, 2016). */
export function monteCarlo(
  model: nn.Module,
  x: tf.Tensor,
  samples: number,
): { mean: tf.Tensor; deviation: tf.Tensor } {
  // mean and deviation have the shape of the model's output
  return notYet(`monteCarlo of ${model.constructor.name} on [${x.shape}], ${samples} times`);
}
