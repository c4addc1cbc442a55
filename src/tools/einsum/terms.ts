import type { EquationProblem } from "./problem.ts";

/** One operand's (or the output's) indices as written; `"..."` stands among them for unnamed axes. */
export type Term = readonly string[];

export interface Terms {
  readonly inputs: readonly Term[];
  /** `undefined`: there is no `->`, so the output is to be worked out. */
  readonly output: Term | undefined;
}

const LETTERS = /\.\.\.|…|[A-Za-z]/g;
const WORDS = /\.\.\.|…|[A-Za-z][A-Za-z0-9_]*/g;

/**
 * Cuts an equation into indices. `"bqd,bkd->bqk"` has an index a letter; as soon as a space parts two indices
 * within a term, `"batch query d, batch key d -> batch query key"`, indices are whole words.
 */
export function termsOf(equation: string, problem: EquationProblem): Terms {
  const sides = equation.split("->");
  if (sides.length > 2)
    throw problem({ what: `an equation has at most one "->", this one has ${sides.length - 1}.` });
  const [left = "", right] = sides;
  const inputs = left.split(",").map((term) => term.trim());
  const words = [...inputs, right ?? ""].some(hasInnerSpace);
  return {
    inputs: inputs.map((term) => indicesOf(term, words, problem)),
    output: right === undefined ? undefined : indicesOf(right.trim(), words, problem),
  };
}

/**
 * Two names with a space in between, as also in `batch ... key`. `bq...d` has none, and `... i` and `i ...` alone say nothing
 * about names.
 */
const hasInnerSpace = (term: string): boolean =>
  /[A-Za-z0-9_]\s+[A-Za-z0-9_]/.test(term.replace(/\.\.\.|…/g, ""));

function indicesOf(term: string, words: boolean, problem: EquationProblem): Term {
  const grammar = words ? WORDS : LETTERS;
  const rest = term.replace(grammar, "").trim();
  if (rest !== "") {
    throw problem({
      what: `"${rest[0]}" in the term "${term}" cannot be read as an index.`,
      fits: 'letters ("bqd"), or words parted by spaces ("batch query d"), and "..."',
    });
  }
  const indices = (term.match(grammar) ?? []).map((index) => (index === "…" ? "..." : index));
  if (indices.filter((index) => index === "...").length > 1)
    throw problem({ what: `"..." stands twice in the term "${term}".` });
  return indices;
}
