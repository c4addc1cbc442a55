import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { callOf, type Place } from "../syntax.ts";

const OTHERS: Readonly<Record<string, readonly string[]>> = {
  floor: ["ceil"],
  ceil: ["floor"],
  round: ["floor", "ceil"],
  max: ["min"],
  min: ["max"],
  sin: ["cos"],
  cos: ["sin"],
};

/** The neighbour of a function of Math: floor and ceil, max and min, sin and cos; and the function left out. */
export const rounding: Operator = {
  name: "rounding",
  *edits({ node, text }: Place): Generator<Edit> {
    const call = callOf(node);
    if (call === undefined || !text(node).startsWith("Math.")) return;
    for (const other of OTHERS[call.name] ?? []) yield replaced(call.nameSpan, other);
    for (const given of call.given) yield replaced(node, `(${text(given)})`);
  },
};
