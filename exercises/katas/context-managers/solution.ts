import { evalMode, type nn, tf } from "arena/tools";

/** A scope that notes when it begins and when it ends. */
export function logged(name: string, log: string[]): Disposable {
  log.push(`${name} begins`);
  return { [Symbol.dispose]: () => void log.push(`${name} ends`) };
}

/** What the model gives in evaluation mode; afterwards every module is in the mode it was in. */
export function predict(model: nn.Module, x: tf.Tensor): tf.Tensor {
  using _ = evalMode(model);
  return model.call(x);
}

/** A scope in which the parameter has other values; at its end it has its own again. */
export function temporarily(parameter: nn.Parameter, values: tf.Tensor): Disposable {
  const own = tf.keep(parameter.clone());
  parameter.assign(values);
  return {
    [Symbol.dispose]: () => {
      parameter.assign(own);
      own.dispose();
    },
  };
}

/** How the output in evaluation mode changes when the parameter is all zeros. */
export function knockout(model: nn.Module, x: tf.Tensor, parameter: nn.Parameter): tf.Tensor {
  using _mode = evalMode(model);
  const before = model.call(x);
  using _zeros = temporarily(parameter, tf.zerosLike(parameter));
  return model.call(x).sub(before);
}
