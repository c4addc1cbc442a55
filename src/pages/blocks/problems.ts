import type { Page } from "../../curriculum/model.ts";
import { readContentFile } from "../../curriculum/reading/front-matter.ts";
import { type BlockOutcome, runBlocks } from "./run.ts";
import { type BlockLanguage, type RunnableBlock, runnableBlocks } from "./runnable.ts";

/** Something a page says of its code that is not so. */
export interface PageProblem {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Runs every block of TypeScript of `pages`, all in one process, and compares what they print with what the pages say. */
export function runPageBlocks(
  root: string,
  pages: readonly Pick<Page, "path">[],
): Promise<readonly PageProblem[]> {
  return blockProblems(pages, "ts", (codes) => runBlocks(root, codes));
}

/** Compares what `run` says the blocks of one language print with what the pages say. */
export async function blockProblems(
  pages: readonly Pick<Page, "path">[],
  language: BlockLanguage,
  run: (codes: readonly string[]) => Promise<readonly BlockOutcome[]>,
): Promise<readonly PageProblem[]> {
  const placed = pages.flatMap(({ path }) => placedBlocks(path, language));
  if (placed.length === 0) return [];
  const outcomes = await run(placed.map(({ block }) => block.code));
  return placed.flatMap(({ file, firstLine, block }, index) => {
    const wrong = wrongWith(block, outcomes[index] ?? { kind: "not-finished" });
    return wrong === undefined ? [] : [{ file, line: firstLine + wrong.line - 1, message: wrong.message }];
  });
}

/** A block of code and where it stands. */
export interface PlacedBlock {
  readonly file: string;
  /** Line of the file on which its code begins. */
  readonly firstLine: number;
  readonly block: RunnableBlock;
}

/** The runnable blocks of a page's file in one language, in order. */
export function placedBlocks(path: string, language: BlockLanguage): readonly PlacedBlock[] {
  const { body, bodyLine } = readContentFile(path);
  return runnableBlocks(body, language).map((block) => ({
    file: path,
    firstLine: bodyLine + block.line - 1,
    block,
  }));
}

interface Wrong {
  /** Line of the block, from 1. */
  readonly line: number;
  readonly message: string;
}

function wrongWith(block: RunnableBlock, outcome: BlockOutcome): Wrong | undefined {
  switch (outcome.kind) {
    case "not-finished":
      return { line: 1, message: "This code does not end, or ends the process it runs in." };
    case "threw":
      return { line: outcome.line, message: `This code stops with an error: ${outcome.message}` };
    case "printed":
      return wrongOutput(lines(outcome.text), lines(block.expected ?? ""), block);
  }
}

function wrongOutput(
  printed: readonly string[],
  said: readonly string[],
  { expected }: RunnableBlock,
): Wrong | undefined {
  const at = Array.from({ length: Math.max(printed.length, said.length) }).findIndex(
    (_, row) => printed[row] !== said[row],
  );
  if (at < 0) return undefined;
  if (expected === undefined) {
    return {
      line: 1,
      message: `This code prints "${printed[at]}", and no block marked \`output\` follows it.`,
    };
  }
  const quoted = (line: string | undefined) => (line === undefined ? "nothing" : `"${line}"`);
  return {
    line: 1,
    message: `Line ${at + 1} of what this code prints is ${quoted(printed[at])}, but the page says ${quoted(said[at])}.`,
  };
}

/** Blanks at the end of lines and of the whole do not count. */
function lines(text: string): readonly string[] {
  const trimmed = text.trimEnd();
  return trimmed === "" ? [] : trimmed.split("\n").map((line) => line.trimEnd());
}
