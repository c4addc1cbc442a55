import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { numberOf, type Place } from "../syntax.ts";
import { SMALL } from "./number.ts";

/** What keeps a division sound is dropped, or is much larger. */
export const epsilon: Operator = {
  name: "epsilon",
  *edits({ node }: Place): Generator<Edit> {
    const value = numberOf(node);
    if (value === undefined || value === 0 || Math.abs(value) >= SMALL) return;
    yield replaced(node, "0");
    yield replaced(node, String(value * 1e4));
  },
};
