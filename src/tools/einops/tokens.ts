import type { PatternProblem } from "./problem.ts";

/** A piece of one side of a pattern. */
export type Token =
  | { readonly kind: "open" }
  | { readonly kind: "close" }
  | { readonly kind: "ellipsis" }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "number"; readonly length: number };

const PIECE = /\s*(?:(\.\.\.|…)|([()])|([A-Za-z_][A-Za-z0-9_]*)|([0-9]+)(?![A-Za-z_]))/y;

/** Cuts one side of a pattern into names, numbers, parentheses and `...`. */
export function tokenise(side: string, problem: PatternProblem): Token[] {
  const tokens: Token[] = [];
  const end = side.trimEnd().length;
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < end) {
    const at = PIECE.lastIndex;
    const match = PIECE.exec(side);
    if (match === null) throw unreadable(side.slice(at).trim(), problem);
    tokens.push(tokenOf(match, problem));
  }
  return tokens;
}

function tokenOf([, ellipsis, parenthesis, name, number]: RegExpExecArray, problem: PatternProblem): Token {
  if (ellipsis !== undefined) return { kind: "ellipsis" };
  if (parenthesis !== undefined) return { kind: parenthesis === "(" ? "open" : "close" };
  if (name !== undefined) return { kind: "name", name: checkedName(name, problem) };
  const length = Number(number);
  if (length === 0) throw problem({ what: "a numeric axis must be at least 1, this pattern has 0." });
  return { kind: "number", length };
}

function checkedName(name: string, problem: PatternProblem): string {
  if (!name.startsWith("_") && !name.endsWith("_")) return name;
  throw problem({
    what: `an axis name neither begins nor ends with an underscore, this pattern has "${name}".`,
    fits: "letters, digits and underscores within, such as h, w2 or d_head",
  });
}

function unreadable(rest: string, problem: PatternProblem): Error {
  const what = rest.startsWith(".")
    ? `"..." is three dots in a row, this pattern has "${/^\.+/.exec(rest)?.[0]}".`
    : `"${rest.split(/\s/)[0]}" cannot be read as an axis.`;
  return problem({
    what,
    fits: `names (h, d_head), numbers (2), parentheses and ..., with spaces in between${rest.includes(",") ? ", not commas" : ""}`,
  });
}
