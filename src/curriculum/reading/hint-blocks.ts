/** One `<details data-sub-problem="…" data-rung="…">` of a statement. */
export interface HintBlock {
  readonly subProblem: string;
  readonly rung: string;
  readonly summary: string;
  /** Markdown. */
  readonly body: string;
  /** Line of the Markdown on which it begins, from 1. */
  readonly line: number;
}

export interface SeparatedStatement {
  /** The Markdown without the hints, and without a heading left with nothing under it. */
  readonly statement: string;
  readonly blocks: readonly HintBlock[];
}

const BLOCK = /^<details\b([^>]*\bdata-(?:sub-problem|rung)=[^>]*)>([\s\S]*?)<\/details>[ \t]*\n?/gm;
const SUMMARY = /^\s*<summary>([\s\S]*?)<\/summary>/;
const HEADINGS_AT_END = /(?:\n+#{1,6} [^\n]*)+\s*$/;

/** Takes the hints out of a statement. Other `<details>` stay. */
export function separateHints(markdown: string): SeparatedStatement {
  const blocks: HintBlock[] = [];
  const rest = markdown.replace(BLOCK, (_whole, attributes: string, inside: string, offset: number) => {
    const line = markdown.slice(0, offset).split("\n").length;
    blocks.push(hintBlock(attributes, inside, line));
    return "";
  });
  const tidy = rest.replace(/\n{3,}/g, "\n\n").trim();
  return { statement: blocks.length === 0 ? tidy : tidy.replace(HEADINGS_AT_END, ""), blocks };
}

function hintBlock(attributes: string, inside: string, line: number): HintBlock {
  const summary = SUMMARY.exec(inside);
  return {
    subProblem: attribute(attributes, "data-sub-problem"),
    rung: attribute(attributes, "data-rung"),
    summary: (summary?.[1] ?? "").trim(),
    body: inside.slice(summary?.[0].length ?? 0).trim(),
    line,
  };
}

function attribute(attributes: string, name: string): string {
  return new RegExp(`\\b${name}=["']([^"']*)["']`).exec(attributes)?.[1] ?? "";
}
