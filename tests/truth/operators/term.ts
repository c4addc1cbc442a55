import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { callOf, type Place } from "../syntax.ts";

const OPERATORS = new Set(["+", "-", "*", "/", "&&", "||", "??"]);
const METHODS = new Set([
  "add",
  "sub",
  "mul",
  "div",
  "maximum",
  "minimum",
  "logicalAnd",
  "logicalOr",
  "matMul",
]);

/** One side of a sum, a product, a conjunction and the like is dropped. */
export const term: Operator = {
  name: "term",
  *edits({ node, text }: Place): Generator<Edit> {
    if (
      (node.type === "BinaryExpression" || node.type === "LogicalExpression") &&
      OPERATORS.has(node.operator)
    ) {
      yield replaced(node, text(node.left));
      yield replaced(node, text(node.right));
    }
    const call = callOf(node);
    const [first, second] =
      call?.receiver === undefined ? (call?.given ?? []) : [call.receiver, call.given[0]];
    if (call === undefined || first === undefined || second === undefined || !METHODS.has(call.name)) return;
    yield replaced(node, text(first));
    yield replaced(node, text(second));
  },
};
