import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { numberOf, type Place } from "../syntax.ts";

/** A minus before anything but a number is dropped. */
export const sign: Operator = {
  name: "sign",
  *edits({ node, text }: Place): Generator<Edit> {
    if (node.type !== "UnaryExpression" || node.operator !== "-" || numberOf(node) !== undefined) return;
    yield replaced(node, text(node.argument));
  },
};
