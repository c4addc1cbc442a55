import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { readCatalogue } from "../../../src/curriculum/index.ts";
import type { Page } from "../../../src/curriculum/model.ts";
import { blockProblems, type PageProblem } from "../../../src/pages/blocks/problems.ts";
import type { BlockOutcome } from "../../../src/pages/blocks/run.ts";
import { python } from "../python.ts";

const root = join(import.meta.dirname, "..", "..", "..");

export function pagesWithTwin(): readonly Page[] {
  const { techniques, subProblemTypes } = readCatalogue(root);
  return [...techniques, ...subProblemTypes].filter(({ body }) => body.includes("```python run"));
}

/** What the pages' blocks marked `python run` print otherwise than the pages say, in one Python process. */
export function pageTwinProblems(pages: readonly Pick<Page, "path">[]): Promise<readonly PageProblem[]> {
  return blockProblems(pages, "python", async (sources) => {
    const script = join(import.meta.dirname, "run_blocks.py");
    const options = { input: JSON.stringify(sources), encoding: "utf8", maxBuffer: 2 ** 26 } as const;
    const { stdout, stderr, status } = spawnSync(python().command, ["-B", script], options);
    if (status !== 0) throw new Error(`internal: ${script} ended with ${status}: ${stderr}`);
    return JSON.parse(stdout) as BlockOutcome[];
  });
}
