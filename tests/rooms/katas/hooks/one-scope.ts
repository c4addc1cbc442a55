// A Map of everything that was seen, and one scope for a whole run.
import { concatenate, index, modelHooks, type nn, tf, unsqueeze } from "arena/tools";

function allOutputs(model: nn.Module, x: tf.Tensor): Map<string, tf.Tensor> {
  const seen = new Map<string, tf.Tensor>();
  const hooks = model.namedModules().map(([path]) => {
    const keep: nn.ForwardHook = (_module, _inputs, output) => {
      seen.set(path, tf.keep(output.clone()));
    };
    return [path, keep] as const;
  });
  using _ = modelHooks(model, hooks);
  model.call(x);
  return seen;
}

export const outputOf = (model: nn.Module, x: tf.Tensor, name: string) => allOutputs(model, x).get(name);

export const withoutUnit = (model: nn.Module, x: tf.Tensor, name: string, unit: number) => {
  using handle = model.getSubmodule(name).registerForwardHook((_module, _inputs, output) => {
    const before = index(output, "...", `:${unit}`);
    const after = index(output, "...", `${unit + 1}:`);
    return concatenate([before, tf.zerosLike(index(output, "...", `${unit}:${unit + 1}`)), after], -1);
  });
  const result = model.call(x);
  handle.remove();
  return result;
};

export const patchedRun = (model: nn.Module, clean: tf.Tensor, corrupted: tf.Tensor, name: string) => {
  const activation = outputOf(model, clean, name) as tf.Tensor;
  using _ = modelHooks(model, { [name]: () => activation });
  return model.call(corrupted);
};

export const recovered = (model: nn.Module, clean: tf.Tensor, corrupted: tf.Tensor, names: string[]) => {
  const outputs = names.map((name) => unsqueeze(patchedRun(model, clean, corrupted, name), 0));
  const patched = concatenate(outputs).flatten().reshape([names.length, -1]).mean(1); // [name]
  const low = model.call(corrupted).mean(); // []
  return patched.sub(low).div(model.call(clean).mean().sub(low));
};
