import type { Edit, Operator } from "../operator.ts";
import { replaced } from "../operator.ts";
import { callOf, type Place } from "../syntax.ts";

/** A matrix is transposed before it is used, in products, solves and einsum; the flags of matMul are `flag`'s. */
const MATRICES_AT: Readonly<Record<string, readonly number[]>> = {
  matMul: [0, 1],
  dot: [0, 1],
  einsum: [1, 2],
  det: [0],
  solve: [0, 1],
};

export const transposed: Operator = {
  name: "transposed",
  *edits({ node, text }: Place): Generator<Edit> {
    const call = callOf(node);
    if (call === undefined) return;
    for (const at of MATRICES_AT[call.name] ?? []) {
      const matrix = call.given[at];
      if (matrix === undefined) continue;
      yield { ...replaced(matrix, turned(text(matrix))), told: `${text(matrix)} → its transpose` };
    }
  },
};

/** The last two axes change places. */
const turned = (matrix: string): string =>
  `((it) => it.transpose([...it.shape.keys()].map((_, i, { length: n }) => (i < n - 2 ? i : i === n - 2 ? n - 1 : n - 2))))(${matrix})`;
