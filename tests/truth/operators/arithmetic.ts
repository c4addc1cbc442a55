import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { callOf, type Place } from "../syntax.ts";

const OTHERS: Readonly<Record<string, string>> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "+=": "-=",
  "-=": "+=",
  "*=": "/=",
  "/=": "*=",
};
const OTHER_METHODS: Readonly<Record<string, string>> = { add: "sub", sub: "add", mul: "div", div: "mul" };

/** The opposite operation, on numbers and on tensors. */
export const arithmetic: Operator = {
  name: "arithmetic",
  *edits({ node, text }: Place): Generator<Edit> {
    if (node.type === "BinaryExpression" || node.type === "AssignmentExpression") {
      const other = OTHERS[node.operator];
      if (other !== undefined) yield replaced(node, `${text(node.left)} ${other} ${text(node.right)}`);
      if (node.type === "AssignmentExpression" && other !== undefined)
        yield replaced(node, `${text(node.left)} = ${text(node.right)}`);
    }
    const call = callOf(node);
    const method = call && OTHER_METHODS[call.name];
    if (call !== undefined && method !== undefined) yield replaced(call.nameSpan, method);
  },
};
