// Names found by an own walk, handles removed in reverse, NaN found by x !== x, one shared runner for both functions.
import { type nn, tf } from "arena/tools";

type Flags = Map<string, tf.Tensor>;
type Visit = (name: string, module: nn.Module) => nn.HookHandle;

function everyModule(
  module: nn.Module,
  visit: Visit,
  path: string[] = [],
  seen = new Set<nn.Module>(),
): nn.HookHandle[] {
  if (seen.has(module)) return [];
  seen.add(module);
  const handles = [visit(path.join("."), module)];
  for (const [name, child] of module.namedChildren())
    handles.push(...everyModule(child, visit, [...path, name], seen));
  return handles;
}

export function hookCheckForNan(name: string, flags: Flags): nn.ForwardHook {
  return (_module, _inputs, output) => {
    flags.set(name, tf.keep(tf.any(tf.notEqual(output, output))));
  };
}

export function addHooks(model: nn.Module, flags: Flags): nn.HookHandle[] {
  return everyModule(model, (name, module) => module.registerForwardHook(hookCheckForNan(name, flags)));
}

export function removeHooks(handles: readonly nn.HookHandle[]): void {
  [...handles].reverse().forEach((handle) => {
    handle.remove();
  });
}

function runWith(model: nn.Module, x: tf.Tensor, handles: nn.HookHandle[]): void {
  try {
    model.call(x);
  } finally {
    removeHooks(handles);
  }
}

export async function firstNan(model: nn.Module, x: tf.Tensor): Promise<string | null> {
  const flags: Flags = new Map();
  runWith(model, x, addHooks(model, flags));
  const values = await Promise.all([...flags.values()].map((flag) => flag.array()));
  const index = values.findIndex((value) => Boolean(value));
  return [...flags.keys()][index] ?? null;
}

export function recordActivations(model: nn.Module, x: tf.Tensor): Map<string, tf.Tensor> {
  const recorded: [string, tf.Tensor][] = [];
  const handles = everyModule(model, (name, module) =>
    module.registerForwardHook((_m, _i, output) => void recorded.push([name, tf.keep(tf.clone(output))])),
  );
  runWith(model, x, handles);
  return new Map(recorded);
}
