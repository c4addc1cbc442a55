import { FUNCTIONS, METHODS } from "./methods.ts";
import { sameName, type Vocabulary } from "./vocabulary.ts";

export const OPERATORS =
  "Operators take numbers only. Of tensors: `a.add(b)`, `a.sub(b)`, `a.mul(b)`, `a.div(b)`, `x.greater(0)`, `x.equal(y)`, `a.logicalAnd(b)`.";

export const IN_PLACE = "Nothing is written into a tensor: a method gives a new one, `x = x.add(1)`.";

/** What to write where `receiver.name` was called and is nothing that can be called. */
export function insteadOfCall(receiver: string, name: string, vocabulary: Vocabulary): string | undefined {
  const [outer = ""] = receiver.split(".");
  if (outer in vocabulary.within) return insteadOfMember(outer, name, vocabulary);
  return insteadOfMethod(receiver, name, vocabulary);
}

/** Of `tf`, `nn` and the like; `tf.tensor.zeros` is looked up as `tf.zeros`. */
function insteadOfMember(outer: string, name: string, { within, tools }: Vocabulary): string | undefined {
  const known = FUNCTIONS.get(name);
  if (known !== undefined) return `Here it is ${known}.`;
  const same = sameName(name, within[outer] ?? []);
  if (same !== undefined) return `Here it is \`${outer}.${same}\`.`;
  const tool = sameName(name, tools);
  if (tool !== undefined) return `Here it is \`${tool}\`, imported from "arena/tools".`;
  const method = METHODS.get(name);
  return method === undefined ? undefined : `Here it is ${method}.`;
}

function insteadOfMethod(receiver: string, name: string, { tensor, tools }: Vocabulary): string | undefined {
  const known = METHODS.get(name);
  if (known !== undefined) return `If it is a tensor: torch's \`x.${name}\` is ${known}.`;
  if (name.endsWith("_")) return IN_PLACE;
  const method = sameName(name, tensor);
  if (method === name) return noTensor(receiver, name);
  if (method !== undefined) return `If it is a tensor: here it is \`x.${method}\`.`;
  const tool = sameName(name, tools);
  if (tool !== undefined) return `It is a function here: \`${tool}(x, …)\`, imported from "arena/tools".`;
  return undefined;
}

/** A tensor would have had this method: JavaScript made something else of it. */
function noTensor(receiver: string, name: string): string {
  const what = /^[\w.]+$/.test(receiver) ? `\`${receiver}\` is` : "This is";
  return `${what} no tensor, which would have \`${name}\`. ${OPERATORS} An array becomes one by \`tf.tensor(a)\`.`;
}
