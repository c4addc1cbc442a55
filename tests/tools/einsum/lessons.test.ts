import { beforeAll, describe, expect, it } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import { einsum, ToolError } from "../../../src/tools/index.ts";
import { counting } from "../support.ts";

beforeAll(async () => {
  await startBackend("cpu");
});

/** An equation for [2, 3] and [4, 5], and what the message must say. */
const ROWS: [equation: string, says: RegExp][] = [
  ["ij,jk->ik", /index j has different lengths: 3 in axis 1 of operand 0 and 4 in axis 0 of operand 1/],
  ["ij->ij", /has 1 term left of "->", but 2 tensors came with it/],
  ["ij,kl,m->i", /has 3 terms/],
  ["i,jk->i", /operand 0 has 2 axes \[2, 3\], but its term "i" has 1 index/],
  ["ijk,lm->i", /its term "i j k" has 3 indices/],
  ["ij,kl->in", /output has the index n, which no operand has/],
  ["ij,kl->ii", /index i stands twice in the output/],
  ["ii,kl->k", /ii takes a diagonal, but its axes 0 and 1 have lengths 2 and 3[\s\S]*a square/],
  ["ij,kl->i->k", /at most one "->", this one has 2/],
  ["i1,kl->i", /"1" in the term "i1" cannot be read as an index/],
  ["......i,kl->i", /"..." stands twice/],
  ["...,...->...", /an axis under "..." has different lengths/],
];

describe("an equation that does not fit", () => {
  it.each(ROWS)("%s", (equation, says) => {
    expect(() => einsum(equation, counting(2, 3), counting(4, 5))).toThrow(says);
  });

  it("is told with the equation, the shapes and an example", () => {
    expect(() => einsum("ij,jk->ik", counting(2, 3), counting(4, 5))).toThrow(
      new ToolError(
        [
          "einsum: the index j has different lengths: 3 in axis 1 of operand 0 and 4 in axis 0 of operand 1.",
          '  equation  "ij,jk->ik"',
          "  shapes    [2, 3] [4, 5]",
          "  fits      one length for each index, or 1",
          '  example   einsum("bqd,bkd->bqk", queries, keys)',
        ].join("\n"),
      ),
    );
  });

  it("comes first, before the tensors", () => {
    // @ts-expect-error the order of einops
    expect(() => einsum(counting(2), counting(2), "i,i->")).toThrow(/equation comes first/);
  });
});
