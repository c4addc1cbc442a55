import type { Node } from "@oxc-project/types";
import type { Edit, Operator } from "../operator.ts";
import { neighbours, replaced, swapped } from "../operator.ts";
import { callOf, type Place } from "../syntax.ts";

/** Two neighbours change places: arguments, entries of a list, names taken out of a list, both sides of a difference. */
export const order: Operator = {
  name: "order",
  *edits({ node, text }: Place): Generator<Edit> {
    for (const [first, second] of neighbours(listOf(node))) yield swapped(first, second, text);
    if (node.type === "BinaryExpression" && (node.operator === "-" || node.operator === "/"))
      yield swapped(node.left, node.right, text);
    const call = callOf(node);
    const [other] = call?.given ?? [];
    if (call?.receiver === undefined || other === undefined) return;
    if (call.name === "sub" || call.name === "div")
      yield replaced(node, `tf.${call.name}(${text(other)}, ${text(call.receiver)})`);
  },
};

function listOf(node: Node): readonly Node[] {
  if (node.type === "CallExpression" || node.type === "NewExpression") return node.arguments;
  if (node.type === "ArrayExpression" || node.type === "ArrayPattern")
    return node.elements.filter((element) => element !== null);
  return [];
}
