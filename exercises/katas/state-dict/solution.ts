import { type nn, stack, tf } from "arena/tools";

/** The state of a model as it is now, whatever becomes of the model. */
export function snapshot(model: nn.Module): nn.StateDict {
  const entries = Object.entries(model.stateDict());
  return Object.fromEntries(entries.map(([name, tensor]) => [name, tf.keep(tensor.clone())]));
}

/** The state of the module at a path, under its own names. */
export function partOf(state: nn.StateDict, path: string): nn.StateDict {
  const prefix = `${path}.`;
  const inside = Object.entries(state).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(inside.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}

/** What the first piece of a name in GPT-2's files is called here, where it has another name. */
const OURS: Readonly<Record<string, string>> = { wte: "embed", wpe: "positions", h: "blocks", ln_f: "norm" };

/** The weights in one of GPT-2's files, with our names and our order of axes. */
export function fromGpt2(theirs: nn.StateDict): nn.StateDict {
  const weights = Object.entries(theirs).filter(([name]) => !/\.attn\.(masked_)?bias$/.test(name));
  const converted = weights.map(([name, tensor]) => {
    const [first = "", ...rest] = name.replace(/^transformer\./, "").split(".");
    const isTurned = /\.c_\w+\.weight$/.test(name);
    return [[OURS[first] ?? first, ...rest].join("."), isTurned ? tf.transpose(tensor) : tensor] as const;
  });
  return Object.fromEntries(converted);
}

/** Loads the entries whose names and shapes the model has, and tells which were not loaded. */
export function loadMatching(model: nn.Module, state: nn.StateDict): nn.LoadReport {
  const own = model.stateDict();
  const fitting = Object.entries(state).filter(([name, { shape }]) => `${own[name]?.shape}` === `${shape}`);
  const loaded = Object.fromEntries(fitting);
  const { missingKeys } = model.loadStateDict(loaded, { strict: false });
  return { missingKeys, unexpectedKeys: Object.keys(state).filter((name) => !(name in loaded)) };
}

/** The mean of several states of one model; whole numbers are those of the last one. */
export function soup(states: readonly nn.StateDict[]): nn.StateDict {
  const average = (name: string) => stack(states.map((state) => state[name] as tf.Tensor)).mean(0); // the tensor's shape
  const last = Object.entries(states.at(-1) ?? {});
  const mixed = last.map(([name, tensor]) => [name, tensor.dtype === "float32" ? average(name) : tensor]);
  return Object.fromEntries(mixed);
}
