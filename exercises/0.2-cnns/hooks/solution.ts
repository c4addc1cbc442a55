import { modelHooks, type nn, tf } from "arena/tools";

/** Whether each module's output had a NaN, bool [] each, in the order in which the modules were done. */
export type NanFlags = Map<string, tf.Tensor>;

/** A hook that notes under `name` whether the output has a NaN. It returns nothing, so that the output stays. */
export function hookCheckForNan(name: string, flags: NanFlags): nn.ForwardHook {
  return (_module, _inputs, output) => {
    const anyNan = tf.tidy(() => output.isNaN().any()); // bool []
    flags.set(name, tf.keep(anyNan));
  };
}

/** Hangs a hook on the model and on every module within it. */
export function addHooks(model: nn.Module, flags: NanFlags): nn.HookHandle[] {
  return model
    .namedModules()
    .map(([name, module]) => module.registerForwardHook(hookCheckForNan(name, flags)));
}

/** Takes these hooks out, and no others. */
export function removeHooks(handles: readonly nn.HookHandle[]): void {
  for (const handle of handles) handle.remove();
}

/** The name of the first module whose output has a NaN, or null. Throws what the forward pass throws. */
export async function firstNan(model: nn.Module, x: tf.Tensor): Promise<string | null> {
  const found: NanFlags = new Map();
  const hooks = addHooks(model, found);
  try {
    model.call(x);
  } finally {
    removeHooks(hooks);
  }
  for (const [name, flag] of found) {
    if ((await flag.data())[0]) return name;
  }
  return null;
}

/** Every module's output by its name, in the order in which they were done. The tensors are the caller's. */
export function recordActivations(model: nn.Module, x: tf.Tensor): Map<string, tf.Tensor> {
  const activations = new Map<string, tf.Tensor>();
  const recorderOf =
    (name: string): nn.ForwardHook =>
    (_module, _inputs, output) => {
      activations.set(name, tf.keep(output.clone()));
    };
  using _ = modelHooks(
    model,
    model.namedModules().map(([name]) => [name, recorderOf(name)] as const),
  );
  model.call(x);
  return activations;
}
