import { type nn, notYet } from "arena/tools";

/** The state of a model as it is now, whatever becomes of the model. */
export function snapshot(model: nn.Module): nn.StateDict {
  // the result: a tensor for each name of the model's state, of the same shape
  return notYet(`snapshot of ${model.constructor.name}`);
}

/** The state of the module at a path, under its own names. */
export function partOf(state: nn.StateDict, path: string): nn.StateDict {
  // the result: some of the tensors, by shorter names
  return notYet(`partOf ${Object.keys(state).length} entries at ${path}`);
}

/** The weights in one of GPT-2's files, with our names and our order of axes. */
export function fromGpt2(theirs: nn.StateDict): nn.StateDict {
  // theirs: the matrices of c_attn, c_proj and c_fc are [in, out]; the result: they are [out, in]
  return notYet(`fromGpt2 of ${Object.keys(theirs).length} entries`);
}

/** Loads the entries whose names and shapes the model has, and tells which were not loaded. */
export function loadMatching(model: nn.Module, state: nn.StateDict): nn.LoadReport {
  // the result: { missingKeys, unexpectedKeys }
  return notYet(`loadMatching of ${Object.keys(state).length} entries into ${model.constructor.name}`);
}

/** The mean of several states of one model; whole numbers are those of the last one. */
export function soup(states: readonly nn.StateDict[]): nn.StateDict {
  // the result: a tensor for each name, of the shape that it has in each state
  return notYet(`soup of ${states.length} states`);
}
