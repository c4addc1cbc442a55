import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { callOf, type Place } from "../syntax.ts";

const REDUCTIONS = new Set(["sum", "mean", "max", "min", "prod", "any", "all"]);

/** The reduced axis is kept with length 1, where a tensor's method dropped it. */
export const keepDims: Operator = {
  name: "keepDims",
  *edits({ node, text }: Place): Generator<Edit> {
    const call = callOf(node);
    if (call?.receiver === undefined || call.given.length > 1 || !REDUCTIONS.has(call.name)) return;
    const axes = call.given[0] ? text(call.given[0]) : "undefined";
    yield replaced({ start: call.nameSpan.end, end: node.end }, `(${axes}, true)`);
  },
};
