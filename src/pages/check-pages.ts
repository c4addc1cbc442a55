import { relative } from "node:path";
import type { Catalogue, Page } from "../curriculum/model.ts";
import { findingAt, roomsOf } from "../curriculum/rules/rule.ts";
import { type PageProblem, runPageBlocks } from "./blocks/problems.ts";
import { typeProblems } from "./blocks/types.ts";
import { unreadableFormulas } from "./math/formulas.ts";

/**
 * What is wrong with the pages of a catalogue once they are run and drawn, as `file:line: sentence`: code that prints
 * something else than the page says or that TypeScript objects to, formulas that cannot be read. Needs the built tools in dist/ of `root`.
 */
export async function checkPages(root: string, catalogue: Catalogue): Promise<string[]> {
  const pages: readonly Page[] = [...catalogue.techniques, ...catalogue.subProblemTypes];
  const texts = [
    ...pages.map(({ path, body }) => ({ path, body })),
    ...roomsOf(catalogue).map(({ files, statement }) => ({ path: files.statement, body: statement })),
  ];
  const problems = [
    ...(await runPageBlocks(root, pages)),
    ...(await typeProblems(root, pages)),
    ...texts.flatMap(({ path, body }) => formulaProblems(path, body)),
  ];
  return problems.map(({ file, line, message }) => `${relative(root, file)}:${line}: ${message}`);
}

function formulaProblems(path: string, body: string): readonly PageProblem[] {
  return unreadableFormulas(body).map(({ tex, why }) =>
    findingAt(path, tex.split("\n")[0] ?? tex, `This formula cannot be read: ${tex} (${why}).`),
  );
}
