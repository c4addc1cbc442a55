// Handles as disposables on a stack, modules visited by apply with names looked up, flags through a maximum.
import { type nn, tf } from "arena/tools";

export function hookCheckForNan(name: string, flags: Map<string, tf.Tensor>): nn.ForwardHook {
  const hook = (_: nn.Module, __: tf.Tensor[], output: tf.Tensor): void => {
    flags.set(name, tf.keep(tf.tidy(() => tf.isNaN(output).cast("int32").max().greater(0))));
  };
  return hook;
}

function hang(model: nn.Module, hookFor: (name: string) => nn.ForwardHook): nn.HookHandle[] {
  const names = new Map(model.namedModules().map(([name, module]) => [module, name]));
  const handles = new Map<nn.Module, nn.HookHandle>();
  model.apply((module) => {
    if (!handles.has(module))
      handles.set(module, module.registerForwardHook(hookFor(names.get(module) ?? "")));
  });
  return [...handles.values()];
}

export const addHooks = (model: nn.Module, flags: Map<string, tf.Tensor>) =>
  hang(model, (name) => hookCheckForNan(name, flags));

export const removeHooks = (handles: readonly nn.HookHandle[]): void => {
  using stack = new DisposableStack();
  for (const handle of handles) stack.use(handle);
};

export async function firstNan(model: nn.Module, x: tf.Tensor): Promise<string | null> {
  const flags = new Map<string, tf.Tensor>();
  {
    using stack = new DisposableStack();
    for (const handle of addHooks(model, flags)) stack.use(handle);
    model.call(x);
  }
  let first: string | null = null;
  for (const [name, flag] of flags) {
    const [value] = await flag.data();
    if (first === null && value === 1) first = name;
  }
  return first;
}

export function recordActivations(model: nn.Module, x: tf.Tensor): Map<string, tf.Tensor> {
  const activations = new Map<string, tf.Tensor>();
  using stack = new DisposableStack();
  const recorder = (name: string) => (_: nn.Module, __: tf.Tensor[], output: tf.Tensor) => {
    activations.set(name, tf.keep(output.clone()));
  };
  for (const handle of hang(model, recorder)) stack.use(handle);
  model.call(x);
  return activations;
}
