import type { Node } from "@oxc-project/types";
import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { type Call, callOf, numberOf, type Place } from "../syntax.ts";

/** Where a function takes its axis: as which argument of the function. A method takes it one place earlier. */
const AXIS_AT: Readonly<Record<string, number>> = {
  sum: 1,
  mean: 1,
  max: 1,
  min: 1,
  prod: 1,
  any: 1,
  all: 1,
  argMax: 1,
  argMin: 1,
  norm: 1,
  softmax: 1,
  logSoftmax: 1,
  cumsum: 1,
  gather: 1,
  stack: 1,
  concatenate: 1,
  unbind: 1,
  squeeze: 1,
  unsqueeze: 1,
  expandDims: 1,
};

/** Those which have an axis when none is named; the others then mean all axes. */
const STARTS_AT_0 = new Set(["stack", "concatenate", "unbind"]);

/** The neighbouring axes, the last one for the first, and an axis where none was named. */
export const axis: Operator = {
  name: "axis",
  *edits({ node, text }: Place): Generator<Edit> {
    const call = callOf(node);
    const position = call && AXIS_AT[call.name];
    if (call === undefined || position === undefined || isMath(node, text)) return;
    const at = call.receiver === undefined ? position : position - 1;
    const given = call.given[at];
    if (given !== undefined) yield* otherAxes(given);
    else if (at === call.given.length) yield* addedAxis(call, text);
  },
};

const isMath = (node: Node, text: Place["text"]): boolean => text(node).startsWith("Math.");

function* otherAxes(given: Node): Generator<Edit> {
  const number = numberOf(given);
  if (number === undefined) return;
  const others = number < 0 ? [number - 1, 0] : [number + 1, number - 1, -1];
  for (const other of others) yield replaced(given, String(other));
}

function* addedAxis({ name, given, span }: Call, text: Place["text"]): Generator<Edit> {
  const open = text(span).slice(0, -1); // without its bracket
  const separator = given.length > 0 ? ", " : "";
  for (const added of STARTS_AT_0.has(name) ? [1, -1] : [0, -1]) {
    yield replaced(span, `${open}${separator}${added})`);
  }
}
