import type { Node } from "@oxc-project/types";
import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import type { Place } from "../syntax.ts";

/** The last argument is left out, so that its default holds; and of a list of layers each layer in turn. */
export const droppedArgument: Operator = {
  name: "dropped argument",
  *edits({ node }: Place): Generator<Edit> {
    if (node.type !== "CallExpression" && node.type !== "NewExpression") return;
    const given = node.arguments;
    for (const [i, argument] of given.entries()) {
      const isLast = i === given.length - 1;
      if (argument.type === "NewExpression" || (isLast && i > 0 && mayBeOption(argument)))
        yield without(given, i);
    }
  },
};

const OPTIONS = new Set(["Literal", "UnaryExpression", "Identifier", "MemberExpression", "ObjectExpression"]);
const mayBeOption = ({ type }: Node): boolean => OPTIONS.has(type);

function without(given: readonly Node[], i: number): Edit {
  const [start, next] = [given[i]?.start ?? 0, given[i + 1]];
  if (next !== undefined) return replaced({ start, end: next.start }, "");
  const before = given[i - 1];
  return replaced({ start: before?.end ?? start, end: given[i]?.end ?? 0 }, "");
}
