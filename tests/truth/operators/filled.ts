import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { callOf, type Place } from "../syntax.ts";

const OTHERS: Readonly<Record<string, readonly string[]>> = {
  zeros: ["ones"],
  ones: ["zeros"],
  zerosLike: ["onesLike"],
  onesLike: ["zerosLike"],
  eye: ["ones"],
  randomUniform: ["randomNormal"],
};

/** A tensor made of other numbers: zeros and ones, the identity and ones, uniform and normal. */
export const filled: Operator = {
  name: "filled",
  *edits({ node, text }: Place): Generator<Edit> {
    const call = callOf(node);
    if (call?.name === "eye" && call.given[0] !== undefined)
      yield replaced(node, `tf.ones([${text(call.given[0])}, ${text(call.given[0])}])`);
    else for (const other of (call && OTHERS[call.name]) ?? []) yield replaced(call?.nameSpan ?? node, other);
  },
};
