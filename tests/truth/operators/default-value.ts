import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { numberOf, type Place } from "../syntax.ts";

/** A parameter's default is that of its neighbour in the mind: null, 0 and 1 for each other; and none at all. */
export const defaultValue: Operator = {
  name: "default",
  *edits({ node, around: [parent], text }: Place): Generator<Edit> {
    if (node.type !== "AssignmentPattern" || parent?.type === "ArrayPattern") return;
    if (parent?.type === "Property") return;
    yield replaced(node, text(node.left));
    if (numberOf(node.right) === undefined && text(node.right) !== "null") return;
    for (const other of ["0", "1", "2"]) {
      if (text(node.right) !== other) yield replaced(node.right, other);
    }
  },
};
