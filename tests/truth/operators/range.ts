import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { type Place, stringOf } from "../syntax.ts";

/** The ranges of `index`: `":2"` ends one earlier or later, and is not taken at all. */
export const range: Operator = {
  name: "range",
  *edits({ node }: Place): Generator<Edit> {
    const text = stringOf(node);
    if (text === undefined || !/^[-\d:]*\d[-\d:]*$/.test(text)) return;
    for (const match of text.matchAll(/-?\d+/g)) {
      for (const step of [1, -1]) {
        const other = String(Number(match[0]) + step);
        yield replaced(
          node,
          `"${text.slice(0, match.index)}${other}${text.slice(match.index + match[0].length)}"`,
        );
      }
    }
    yield replaced(node, '":"');
  },
};
