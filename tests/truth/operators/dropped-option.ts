import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import type { Place } from "../syntax.ts";

/** One option is left out, so that its default holds: `{ stride: 2, padding: 3 }` without the stride. */
export const droppedOption: Operator = {
  name: "dropped option",
  *edits({ node, around: [parent], text }: Place): Generator<Edit> {
    if (node.type !== "ObjectExpression") return;
    const isGiven = parent?.type === "CallExpression" || parent?.type === "NewExpression";
    if (!isGiven && parent?.type !== "VariableDeclarator") return;
    for (const dropped of node.properties) {
      const kept = node.properties.filter((property) => property !== dropped).map(text);
      yield replaced(node, kept.length > 0 ? `{ ${kept.join(", ")} }` : "{}");
    }
  },
};
