// A DisposableStack that collects what is to be undone.
import { type nn, tf, trainingMode } from "arena/tools";

export function logged(name: string, log: string[]): Disposable {
  const scope = new DisposableStack();
  log.push(`${name} begins`);
  scope.defer(() => log.push(`${name} ends`));
  return scope;
}

export function predict(model: nn.Module, x: tf.Tensor): tf.Tensor {
  using scope = new DisposableStack();
  scope.use(trainingMode(model, false));
  return model.call(x);
}

export function temporarily(parameter: nn.Parameter, values: tf.Tensor): Disposable {
  const scope = new DisposableStack();
  scope.adopt(tf.keep(parameter.clone()), (own) => {
    parameter.assign(own);
  });
  parameter.assign(values);
  return scope;
}

export function knockout(model: nn.Module, x: tf.Tensor, parameter: nn.Parameter): tf.Tensor {
  const whole = predict(model, x);
  using _ = temporarily(parameter, tf.zeros(parameter.shape));
  return predict(model, x).sub(whole);
}
