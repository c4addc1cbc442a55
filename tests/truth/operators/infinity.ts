import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import type { Place } from "../syntax.ts";

/** Infinity becomes 0, the largest float32 or the other infinity. */
export const infinity: Operator = {
  name: "infinity",
  *edits({ node, around: [parent], text }: Place): Generator<Edit> {
    if (text(node) !== "Infinity" && text(node) !== "Number.POSITIVE_INFINITY") return;
    if (parent?.type === "MemberExpression") return;
    for (const other of ["0", "3.4e38"]) yield replaced(node, other);
    const minus = parent?.type === "UnaryExpression";
    yield minus ? replaced(parent, "Infinity") : replaced(node, "-Infinity");
  },
};
