import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { callOf, type Place } from "../syntax.ts";

const OTHERS: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">"],
  "<=": ["<", ">="],
  ">": [">=", "<"],
  ">=": [">", "<="],
  "===": ["!=="],
  "!==": ["==="],
};
const OTHER_METHODS: Readonly<Record<string, readonly string[]>> = {
  less: ["lessEqual", "greater"],
  lessEqual: ["less", "greaterEqual"],
  greater: ["greaterEqual", "less"],
  greaterEqual: ["greater", "lessEqual"],
  equal: ["notEqual"],
  notEqual: ["equal"],
};

/** Strict for not strict, and the other way round. */
export const comparison: Operator = {
  name: "comparison",
  *edits({ node, text }: Place): Generator<Edit> {
    if (node.type === "BinaryExpression") {
      for (const other of OTHERS[node.operator] ?? [])
        yield replaced(node, `${text(node.left)} ${other} ${text(node.right)}`);
    }
    const call = callOf(node);
    for (const other of (call && OTHER_METHODS[call.name]) ?? [])
      yield replaced(call?.nameSpan ?? node, other);
  },
};
