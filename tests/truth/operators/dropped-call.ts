import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { callOf, type Place } from "../syntax.ts";

/** Steps that give what they were given in another form, so that a program without one still runs. */
const STEPS = new Set([
  "neg",
  "abs",
  "sqrt",
  "square",
  "exp",
  "log",
  "relu",
  "logicalNot",
  "squeeze",
  "unsqueeze",
  "softmax",
  "logSoftmax",
  "transpose",
  "reshape",
  "clone",
  "keep",
  "broadcastTo",
  "zerosLike",
  "cos",
  "sin",
  "floor",
  "ceil",
  "call",
  "isNaN",
  "entries",
]);

/** A step is left out: `x.neg()` becomes `x`, `softmax(x, -1)` becomes `x`, `this.relu.call(x)` becomes `x`. */
export const droppedCall: Operator = {
  name: "dropped call",
  *edits({ node, text }: Place): Generator<Edit> {
    const call = callOf(node);
    if (call === undefined || !STEPS.has(call.name)) return;
    const kept = call.receiver !== undefined && call.name !== "call" ? call.receiver : call.given[0];
    if (kept !== undefined) yield replaced(node, text(kept));
  },
};
