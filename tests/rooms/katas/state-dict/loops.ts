// Objects that are filled in loops.
import { type nn, tf } from "arena/tools";

export function snapshot(model: nn.Module): nn.StateDict {
  const copy: nn.StateDict = {};
  for (const [name, tensor] of [...model.namedParameters(), ...model.namedBuffers()]) {
    copy[name] = tf.keep(tf.clone(tensor as tf.Tensor));
  }
  return copy;
}

export function partOf(state: nn.StateDict, path: string): nn.StateDict {
  const part: nn.StateDict = {};
  for (const name in state) {
    const at = name.indexOf(`${path}.`);
    if (at === 0) part[name.substring(path.length + 1)] = state[name] as tf.Tensor;
  }
  return part;
}

export function fromGpt2(theirs: nn.StateDict): nn.StateDict {
  const ours: nn.StateDict = {};
  for (let [name, tensor] of Object.entries(theirs)) {
    if (name.startsWith("transformer.")) name = name.slice("transformer.".length);
    if (name.endsWith(".attn.bias") || name.endsWith(".masked_bias")) continue;
    for (const module of ["c_attn", "c_proj", "c_fc"])
      if (name.endsWith(`${module}.weight`)) tensor = tensor.transpose();
    if (name.startsWith("h.")) name = `blocks.${name.slice(2)}`;
    if (name.startsWith("wte.")) name = `embed.${name.slice(4)}`;
    if (name.startsWith("wpe.")) name = `positions.${name.slice(4)}`;
    if (name.startsWith("ln_f.")) name = `norm.${name.slice(5)}`;
    ours[name] = tensor;
  }
  return ours;
}

export function loadMatching(model: nn.Module, state: nn.StateDict): nn.LoadReport {
  const [missingKeys, unexpectedKeys]: [string[], string[]] = [[], []];
  const loaded = new Set<string>();
  for (const [name, own] of Object.entries(model.stateDict())) {
    const value = state[name];
    if (value === undefined || !tf.util.arraysEqual(value.shape, own.shape)) {
      missingKeys.push(name);
      continue;
    }
    (own as tf.Variable).assign(value);
    loaded.add(name);
  }
  for (const name of Object.keys(state)) if (!loaded.has(name)) unexpectedKeys.push(name);
  return { missingKeys, unexpectedKeys };
}

export function soup(states: readonly nn.StateDict[]): nn.StateDict {
  const mixed: nn.StateDict = {};
  for (const state of states) {
    for (const [name, tensor] of Object.entries(state)) {
      const share = tensor.dtype === "int32" ? tensor : tensor.div(states.length);
      mixed[name] = mixed[name] === undefined || tensor.dtype === "int32" ? share : mixed[name].add(share);
    }
  }
  return mixed;
}
