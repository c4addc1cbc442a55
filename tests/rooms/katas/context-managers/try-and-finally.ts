// try and finally, and classes that can be disposed of.
import { type nn, tf } from "arena/tools";

class Logged implements Disposable {
  readonly #name: string;
  readonly #log: string[];
  constructor(name: string, log: string[]) {
    this.#name = name;
    this.#log = log;
    log.push(`${name} begins`);
  }
  [Symbol.dispose](): void {
    this.#log.push(`${this.#name} ends`);
  }
}

export const logged = (name: string, log: string[]): Disposable => new Logged(name, log);

function evaluating<T>(model: nn.Module, work: () => T): T {
  const before = model.modules().map((module) => module.training);
  model.eval();
  try {
    return work();
  } finally {
    for (const [i, module] of model.modules().entries()) module.training = before[i] ?? true;
  }
}

export function predict(model: nn.Module, x: tf.Tensor): tf.Tensor {
  return evaluating(model, () => model.call(x));
}

export function temporarily(parameter: nn.Parameter, values: tf.Tensor): Disposable {
  const before = tf.keep(tf.clone(parameter));
  parameter.assign(values);
  return { [Symbol.dispose]: () => void parameter.assign(before) };
}

export function knockout(model: nn.Module, x: tf.Tensor, parameter: nn.Parameter): tf.Tensor {
  return evaluating(model, () => {
    const whole = model.call(x);
    const own = parameter.clone();
    try {
      parameter.assign(own.mul(0));
      return tf.sub(model.call(x), whole);
    } finally {
      parameter.assign(own);
    }
  });
}
