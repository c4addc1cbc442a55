import type { PatternProblem } from "./problem.ts";
import { type Token, tokenise } from "./tokens.ts";

/** An axis that cannot be taken apart further. */
export interface Axis {
  /** Equal on both sides for the same name; unique for a number, which names nothing. */
  readonly id: string;
  /** As the pattern writes it. */
  readonly text: string;
  /** Length of a numeric axis. */
  readonly length?: number;
}

/** `...`: as many axes as the tensor has left. */
export interface Ellipsis {
  readonly id: "...";
  /** Within parentheses all of its axes go into one. */
  readonly inParentheses: boolean;
}

/**
 * One axis of a tensor: a composition of axes in row-major order. `1` and `()` compose nothing and have
 * length 1.
 */
export type Composition = readonly (Axis | Ellipsis)[];

export interface Pattern {
  readonly left: readonly Composition[];
  readonly right: readonly Composition[];
}

/** Reads `"b (h h2) ... -> b ... h"`. Knows the grammar only, not which operation may do what. */
export function parsePattern(pattern: string, problem: PatternProblem): Pattern {
  const sides = pattern.split("->");
  const [left, right] = sides;
  if (sides.length !== 2 || left === undefined || right === undefined) {
    throw problem({
      what: `a pattern has one "->" between its two sides, this one has ${sides.length - 1}.`,
      fits: "the axes of the tensor, ->, the axes of the result",
    });
  }
  return { left: parseSide(left, "left", problem), right: parseSide(right, "right", problem) };
}

export function isEllipsis(part: Axis | Ellipsis): part is Ellipsis {
  return part.id === "...";
}

function parseSide(side: string, place: "left" | "right", problem: PatternProblem): Composition[] {
  const compositions: (Axis | Ellipsis)[][] = [];
  let open: (Axis | Ellipsis)[] | undefined;
  for (const [position, token] of tokenise(side, problem).entries()) {
    if (token.kind === "open") {
      if (open !== undefined)
        throw problem({ what: `parentheses cannot stand inside parentheses (${place} side).` });
      open = [];
      compositions.push(open);
    } else if (token.kind === "close") {
      if (open === undefined) throw problem({ what: `")" on the ${place} side closes nothing.` });
      open = undefined;
    } else {
      const parts = partsOf(token, `${place}#${position}`, open !== undefined);
      if (open === undefined) compositions.push(parts);
      else open.push(...parts);
    }
  }
  if (open !== undefined) throw problem({ what: `"(" on the ${place} side is never closed.` });
  checkDistinct(compositions.flat(), place, problem);
  return compositions;
}

/** A number names nothing, so each gets an id of its own; a 1 adds no axis at all. */
function partsOf(
  token: Exclude<Token, { kind: "open" | "close" }>,
  unique: string,
  inParentheses: boolean,
): (Axis | Ellipsis)[] {
  switch (token.kind) {
    case "ellipsis":
      return [{ id: "...", inParentheses }];
    case "name":
      return [{ id: token.name, text: token.name }];
    case "number":
      return token.length === 1 ? [] : [{ id: unique, text: String(token.length), length: token.length }];
  }
}

function checkDistinct(parts: Composition, place: string, problem: PatternProblem): void {
  const seen = new Set<string>();
  for (const { id } of parts) {
    if (seen.has(id)) {
      throw problem({
        what: `"${id}" stands twice on the ${place} side; each name stands for one axis.`,
        ...(id !== "..." && {
          fits: "a name of its own for each axis; einsum is the tool that reads a repeated index as a diagonal",
        }),
      });
    }
    seen.add(id);
  }
}
