import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { isUnderMinus, numberOf, type Place } from "../syntax.ts";

/** Below this a number is there for stability: see `epsilon`. */
export const SMALL = 1e-3;

/** Off by one, twice and half of what is no whole number, and the other sign. */
export const number: Operator = {
  name: "number",
  *edits(place: Place): Generator<Edit> {
    const value = numberOf(place.node);
    if (value === undefined || isUnderMinus(place) || isHole(place)) return;
    if (value !== 0 && Math.abs(value) < SMALL) return;
    for (const other of othersOf(value)) yield replaced(place.node, String(other));
  },
};

function othersOf(value: number): readonly number[] {
  if (!Number.isInteger(value)) return [value * 2, value / 2, -value];
  return value === 0 ? [1, -1] : [value + 1, value - 1, -value];
}

/** The `0` of `x[0] ?? 0`, or of `[u = 0] = …`, stands there for the compiler: nothing ever is undefined there. */
function isHole({ node, around: [parent, grandparent] }: Place): boolean {
  if (parent?.type === "LogicalExpression" && parent.operator === "??") return parent.right === node;
  return parent?.type === "AssignmentPattern" && grandparent?.type === "ArrayPattern";
}
