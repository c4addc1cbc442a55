// Scopes throughout, found by names and maps.
import { backward, index, modelHooks, nn, optim, tf, trainingMode } from "arena/tools";

export function trainOnly(model: nn.Module, paths: readonly string[]): void {
  for (const parameter of model.parameters()) parameter.requiresGrad = false;
  for (const [path, module] of model.namedModules()) {
    if (!paths.includes(path)) continue;
    for (const [, parameter] of module.namedParameters()) parameter.requiresGrad = true;
  }
}

export function unfreezeLast(model: nn.Sequential, count: number): void {
  const layers = model.children().filter((layer) => layer.namedParameters().length !== 0);
  const first = layers.length - count;
  for (const [i, layer] of layers.entries()) layer.requiresGrad_(i >= first);
}

export function frozen(model: nn.Module): DisposableStack {
  const scope = new DisposableStack();
  for (const parameter of model.parameters()) {
    const was = parameter.trainable;
    scope.defer(() => {
      parameter.trainable = was;
    });
    parameter.trainable = false;
  }
  return scope;
}

export function fineTuneStep(model: nn.Module, optimizer: optim.AnyOptimizer, lossFn: () => tf.Scalar) {
  using scope = new DisposableStack();
  const open = model.parameters().filter((parameter) => parameter.requiresGrad);
  model.apply((module) => {
    const own = module.parameters();
    if (own.length > 0 && !own.some((parameter) => open.includes(parameter)))
      scope.use(trainingMode(module, false));
  });
  for (const parameter of model.parameters()) parameter.grad = null;
  const loss = backward(lossFn, open);
  optimizer.step();
  return loss;
}

export function steeringVector(
  model: nn.Module,
  x: tf.Tensor,
  name: string,
  width: number,
  lossOf: (output: tf.Tensor) => tf.Scalar,
  { steps, lr }: { readonly steps: number; readonly lr: number },
) {
  using scope = new DisposableStack();
  scope.use(trainingMode(model, false));
  scope.use(frozen(model));
  const vector = nn.init.zeros(new nn.Parameter(tf.ones([width])));
  scope.use(modelHooks(model, [[name, (_module, _inputs, output) => tf.add(output, index(vector, ":"))]]));
  const optimizer = new optim.SGD([vector], { lr });
  while (steps-- > 0) {
    backward(() => lossOf(model.call(x)), [...model.parameters(), vector]);
    optimizer.step();
    optimizer.zeroGrad();
  }
  return vector.clone();
}
