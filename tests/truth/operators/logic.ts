import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { callOf, type Place } from "../syntax.ts";

const OTHERS: Readonly<Record<string, string>> = { "&&": "||", "||": "&&" };
const OTHER_METHODS: Readonly<Record<string, string>> = {
  logicalAnd: "logicalOr",
  logicalOr: "logicalAnd",
};

/** And for or, and a negation left out. */
export const logic: Operator = {
  name: "logic",
  *edits({ node, text }: Place): Generator<Edit> {
    if (node.type === "LogicalExpression" && OTHERS[node.operator] !== undefined)
      yield replaced(node, `${text(node.left)} ${OTHERS[node.operator]} ${text(node.right)}`);
    if (node.type === "UnaryExpression" && node.operator === "!") yield replaced(node, text(node.argument));
    const call = callOf(node);
    const method = call && OTHER_METHODS[call.name];
    if (call !== undefined && method !== undefined) yield replaced(call.nameSpan, method);
  },
};
