import { described } from "../arguments/described.ts";
import { lesson } from "../lesson.ts";
import type { ForwardHook } from "../nn/module/hooks.ts";
import type { Module } from "../nn/module/module.ts";
import { requireModel } from "./require-model.ts";

/** Which modules a hook is for: a dotted path, or a question asked of every path. */
export type ModuleFilter = string | ((name: string) => boolean);

/**
 * Registers forward hooks until the end of the block and takes them out again in reverse order, even after an
 * error: `using _ = modelHooks(model, { "blocks.0.mlp": keepOutput });`. Only these are removed; others stay.
 *
 * Instead of an object, a list of pairs may be given, whose first half is a path or a function of the path.
 *
 * @throws ToolError if a path names no module or a function says yes to none; no hook is left behind then.
 */
export function modelHooks(
  model: Module<unknown>,
  hooks: Readonly<Record<string, ForwardHook>> | readonly (readonly [ModuleFilter, ForwardHook])[],
): Disposable {
  requireModel("modelHooks", model);
  requireHooks(hooks);
  const pairs: readonly (readonly [ModuleFilter, ForwardHook])[] = isList(hooks)
    ? hooks
    : Object.entries(hooks);
  const chosen = pairs.flatMap(([filter, hook]) =>
    matching(model, filter).map((module) => ({ module, hook })),
  );
  const handles = chosen.map(({ module, hook }) => module.registerForwardHook(hook));
  return {
    [Symbol.dispose]: () => {
      for (const handle of handles.reverse()) handle.remove();
    },
  };
}

const isList = <T>(hooks: Readonly<Record<string, ForwardHook>> | readonly T[]): hooks is readonly T[] =>
  Array.isArray(hooks);

function matching(model: Module<unknown>, filter: ModuleFilter): Module[] {
  if (typeof filter === "string") return [model.getSubmodule(filter)];
  const found = model.namedModules().filter(([name]) => filter(name));
  if (found.length === 0) {
    throw lesson("modelHooks", {
      what: "a filter matches no module, so its hook would never run.",
      fits: model
        .namedModules()
        .map(([name]) => (name === "" ? '"" (the model itself)' : name))
        .join(", "),
    });
  }
  return found.map(([, module]) => module);
}

function requireHooks(hooks: unknown): void {
  const isPair = (entry: unknown) => Array.isArray(entry) && entry.length === 2;
  if (typeof hooks === "object" && hooks !== null && (!Array.isArray(hooks) || hooks.every(isPair))) return;
  throw lesson("modelHooks", {
    what: `hooks are named, in an object or a list of pairs; this is ${described(hooks)}.`,
    example: 'using _ = modelHooks(model, { "blocks.0.mlp": (module, inputs, output) => { … } })',
  });
}
