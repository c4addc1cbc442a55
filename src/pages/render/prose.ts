import { render } from "markdansi";
import { inlineMath } from "../math/index.ts";

export interface RenderOptions {
  /** Columns; no line is wider. */
  readonly width: number;
  /** Whether ANSI colours and links may be written. */
  readonly colour: boolean;
}

/** A paragraph or a table as lines of text. The only place that knows markdansi. */
export function renderProse(markdown: string, { width, colour }: RenderOptions): readonly string[] {
  const options = {
    width,
    color: colour,
    ...(!colour && { hyperlinks: false }),
    tableTruncate: false,
  };
  return render(prepared(markdown), options).replace(/^\n+|\s+$/g, "").split("\n").map((line) => line.trimEnd());
}

/** Formulas in running text become characters, and links to other pages, which a terminal cannot follow, their text. */
export function prepared(markdown: string): string {
  return outsideCode(markdown, (text) =>
    text
      .replace(/\[([^\]]+)\]\((?![a-z]+:)[^)\s]*\.(?:md|ts)(?:#[^)\s]*)?\)/g, "$1")
      .replace(INLINE_MATH, (_whole, tex: string) => escaped(inlineMath(tex))),
  );
}

/** Dollars that touch what they enclose; `5$ and 6$` is money. */
export const INLINE_MATH = /(?<![\\$\d])\$(?=[^\s$])([^$\n]*?[^\s$\\])\$(?![\d$])/g;

/** Changes a Markdown text everywhere but in `code`. */
export function outsideCode(markdown: string, change: (text: string) => string): string {
  const pieces = markdown.split(/(```[\s\S]*?```|(?<!`)(`+)(?!`)[\s\S]*?[^`]\2(?!`))/);
  // split() adds the two groups of the pattern: the code itself, and its backticks, which are in it already.
  return pieces.map((piece, at) => (at % 3 === 0 ? change(piece ?? "") : at % 3 === 1 ? piece : "")).join("");
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|~#]/g, "\\$&");
}
