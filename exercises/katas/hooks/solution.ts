import { arange, modelHooks, type nn, stack, tf, where } from "arena/tools";

/** What the named module gives when the model runs on x. */
export function outputOf(model: nn.Module, x: tf.Tensor, name: string): tf.Tensor {
  let seen: tf.Tensor | undefined;
  const watch: nn.ForwardHook = (_module, _inputs, output) => {
    seen = tf.keep(output.clone());
  };
  using _ = modelHooks(model, { [name]: watch });
  model.call(x);
  if (seen === undefined) throw new Error(`The module ${name} did not run.`);
  return seen;
}

/** The output of the model when one feature of the named module is 0. */
export function withoutUnit(model: nn.Module, x: tf.Tensor, name: string, unit: number): tf.Tensor {
  const ablate: nn.ForwardHook = (_module, _inputs, output) => {
    const others = arange(output.shape.at(-1) ?? 0).notEqual(unit); // [feature], bool
    return where(others, output, 0); // [..., feature]
  };
  using _ = modelHooks(model, { [name]: ablate });
  return model.call(x);
}

/** The output on the corrupted input when the named module gives what it gave on the clean one. */
export function patchedRun(
  model: nn.Module,
  clean: tf.Tensor,
  corrupted: tf.Tensor,
  name: string,
): tf.Tensor {
  const kept = outputOf(model, clean, name);
  using _ = modelHooks(model, { [name]: () => kept });
  return model.call(corrupted);
}

/** For each named module the share of the clean output that patching it brings back. */
export function recovered(
  model: nn.Module,
  clean: tf.Tensor,
  corrupted: tf.Tensor,
  names: string[],
): tf.Tensor1D {
  const [high, low] = [model.call(clean).mean(), model.call(corrupted).mean()]; // [] each
  const patched = names.map((name) => patchedRun(model, clean, corrupted, name).mean()); // [] each
  return stack(patched).sub(low).div(high.sub(low)) as tf.Tensor1D; // [name]
}
