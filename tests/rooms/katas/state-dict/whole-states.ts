// A Map here, a table of patterns there, and what does not fit is put back by the model's own values.
import { type nn, rearrange, tf } from "arena/tools";

export const snapshot = (model: nn.Module): nn.StateDict =>
  tf.tidy(() => {
    const state = new Map(Object.entries(model.stateDict()));
    for (const [name, tensor] of state) state.set(name, tf.keep(tensor.clone()));
    return Object.fromEntries(state);
  });

export function partOf(state: nn.StateDict, path: string): nn.StateDict {
  const depth = path.split(".").length;
  return Object.fromEntries(
    Object.entries(state).flatMap(([name, tensor]) => {
      const pieces = name.split(".");
      const inside = pieces.slice(0, depth).join(".") === path && pieces.length > depth;
      return inside ? [[pieces.slice(depth).join("."), tensor]] : [];
    }),
  );
}

const RULES: [RegExp, string][] = [
  [/^transformer\./, ""],
  [/^wte\b/, "embed"],
  [/^wpe\b/, "positions"],
  [/^h\b/, "blocks"],
  [/^ln_f\b/, "norm"],
];

export function fromGpt2(theirs: nn.StateDict): nn.StateDict {
  const ours: [string, tf.Tensor][] = [];
  for (const [name, tensor] of Object.entries(theirs)) {
    if (/attn\.bias$/.test(name) && tensor.rank === 4) continue;
    if (name.includes("masked_bias")) continue;
    const isTurned = name.includes(".c_") && tensor.rank === 2;
    const mine = RULES.reduce((text, [pattern, other]) => text.replace(pattern, other), name);
    ours.push([mine, isTurned ? rearrange(tensor, "in out -> out in") : tensor]);
  }
  return Object.fromEntries(ours);
}

export function loadMatching(model: nn.Module, state: nn.StateDict): nn.LoadReport {
  const own = model.stateDict();
  const fits = (name: string) =>
    name in own && name in state && JSON.stringify(own[name]?.shape) === JSON.stringify(state[name]?.shape);
  const chosen = Object.entries(own).map(([name, tensor]): [string, tf.Tensor] => [
    name,
    (fits(name) && state[name]) || tensor,
  ]);
  model.loadStateDict(Object.fromEntries(chosen));
  return {
    missingKeys: Object.keys(own).filter((name) => !fits(name)),
    unexpectedKeys: Object.keys(state).filter((name) => !fits(name)),
  };
}

export const soup = (states: readonly nn.StateDict[]): nn.StateDict => {
  const last = states[states.length - 1] as nn.StateDict;
  return Object.fromEntries(
    Object.keys(last).map((name) => {
      const versions = states.map((state) => state[name] as tf.Tensor);
      if (versions[0]?.dtype !== "float32") return [name, versions.at(-1) as tf.Tensor];
      return [name, tf.mul(tf.addN(versions), 1 / versions.length)];
    }),
  );
};
