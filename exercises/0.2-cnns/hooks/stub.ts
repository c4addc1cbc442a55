import { type nn, notYet, type tf } from "arena/tools";

/** Whether each module's output had a NaN, bool [] each, in the order in which the modules were done. */
export type NanFlags = Map<string, tf.Tensor>;

/** A hook that notes under `name` whether the output has a NaN. */
export function hookCheckForNan(name: string, flags: NanFlags): nn.ForwardHook {
  return notYet(`a hook for "${name}" that adds to ${flags.size} flags`);
}

/** Hangs a hook on the model and on every module within it. */
export function addHooks(model: nn.Module, flags: NanFlags): nn.HookHandle[] {
  return notYet(`hooks for ${model.modules().length} modules that add to ${flags.size} flags`);
}

/** Takes these hooks out. */
export function removeHooks(handles: readonly nn.HookHandle[]): void {
  notYet(`taking out ${handles.length} hooks`);
}

/** The name of the first module whose output has a NaN, or null. */
export async function firstNan(model: nn.Module, x: tf.Tensor): Promise<string | null> {
  return notYet(`the first NaN in ${model.constructor.name} on [${x.shape}]`);
}

/** Every module's output by its name, in the order in which they were done. */
export function recordActivations(model: nn.Module, x: tf.Tensor): Map<string, tf.Tensor> {
  return notYet(`the activations of ${model.constructor.name} on [${x.shape}]`);
}
