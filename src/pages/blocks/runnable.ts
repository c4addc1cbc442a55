/** A piece of a page's code that is run, and what it must print. */
export interface RunnableBlock {
  /** A whole module; in TypeScript it may import "arena/tools". */
  readonly code: string;
  /** The next block of the page where that is marked `output`; undefined means that it prints nothing. */
  readonly expected: string | undefined;
  /** Line of the Markdown on which the code begins, from 1. */
  readonly line: number;
}

interface Fence {
  readonly info: string;
  readonly text: string;
  readonly line: number;
}

/** TypeScript runs on the tools of this repository, Python on PyTorch where that is installed. */
export type BlockLanguage = "ts" | "python";

/**
 * The blocks marked `ts run` (or `python run`), each with the block marked `output` that comes next. One marked `ts` alone
 * only shows.
 */
export function runnableBlocks(markdown: string, language: BlockLanguage = "ts"): readonly RunnableBlock[] {
  const all = fences(markdown);
  return all.flatMap(({ info, text, line }, at) => {
    if (info !== `${language} run`) return [];
    const next = all[at + 1];
    return [{ code: text, expected: next?.info === "output" ? next.text : undefined, line }];
  });
}

function fences(markdown: string): readonly Fence[] {
  const found: Fence[] = [];
  let open: { mark: string; info: string; line: number; lines: string[] } | undefined;
  for (const [index, text] of markdown.split("\n").entries()) {
    const [, mark = "", info = ""] = /^\s*(`{3,}|~{3,})(.*)$/.exec(text) ?? [];
    if (open === undefined) {
      if (mark !== "") open = { mark, info: info.trim(), line: index + 2, lines: [] };
    } else if (mark.startsWith(open.mark) && info.trim() === "") {
      found.push({ info: open.info, text: open.lines.join("\n"), line: open.line });
      open = undefined;
    } else open.lines.push(text);
  }
  return found;
}
