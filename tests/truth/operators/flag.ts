import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import type { Place } from "../syntax.ts";

/** true for false and the other way round: keepDims, transposes, biases, training. */
export const flag: Operator = {
  name: "flag",
  *edits({ node }: Place): Generator<Edit> {
    if (node.type === "Literal" && typeof node.value === "boolean") yield replaced(node, String(!node.value));
  },
};
