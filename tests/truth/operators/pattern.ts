import type { Edit, Operator } from "../operator.ts";
import { neighbours, replaced } from "../operator.ts";
import { type Place, stringOf } from "../syntax.ts";

/** Patterns of rearrange, reduce, repeat and einsum: two names of a side, or two inputs, change places. */
export const pattern: Operator = {
  name: "pattern",
  *edits({ node }: Place): Generator<Edit> {
    const text = stringOf(node);
    if (text === undefined || !text.includes("->")) return;
    for (const other of othersOf(text)) yield replaced(node, `"${other}"`);
  },
};

function* othersOf(text: string): Generator<string> {
  const [left = "", right = ""] = text.split("->").map((side) => side.trim());
  const inputs = left.split(",").map((input) => input.trim());
  for (const [i, input] of inputs.entries()) {
    for (const other of withNeighboursSwapped(input)) yield `${inputs.with(i, other).join(", ")} -> ${right}`;
  }
  for (const other of withNeighboursSwapped(right)) yield `${left} -> ${other}`;
  for (const [first, second] of neighbours(inputs)) {
    const at = inputs.indexOf(first);
    yield `${inputs
      .with(at, second)
      .with(at + 1, first)
      .join(", ")} -> ${right}`;
  }
}

/** `"b (h w) c"` has the names b, h, w and c; brackets stay where they are. */
function* withNeighboursSwapped(side: string): Generator<string> {
  const names = [...side.matchAll(/[^\s()]+/g)].map(({ 0: name, index: start }) => ({
    name,
    start,
    end: start + name.length,
  }));
  for (const [first, second] of neighbours(names)) {
    const between = side.slice(first.end, second.start);
    yield side.slice(0, first.start) + second.name + between + first.name + side.slice(second.end);
  }
}
