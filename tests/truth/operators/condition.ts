import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import type { Place } from "../syntax.ts";

/** A condition that is always, or never, true. A loop that never starts, too; one that never ends only for `while`. */
export const condition: Operator = {
  name: "condition",
  *edits({ node }: Place): Generator<Edit> {
    if (
      node.type === "IfStatement" ||
      node.type === "ConditionalExpression" ||
      node.type === "WhileStatement"
    ) {
      yield replaced(node.test, "true");
      yield replaced(node.test, "false");
    }
    if (node.type === "ForStatement" && node.test) yield replaced(node.test, "false");
  },
};
