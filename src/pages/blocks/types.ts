import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Page } from "../../curriculum/model.ts";
import { tsconfigJson } from "../../workspace/templates.ts";
import { type PageProblem, placedBlocks } from "./problems.ts";

/**
 * What TypeScript has against the code of `pages`, under the options of a learner's workspace: a reader who copies a block
 * into the editor sees no red line. A mistake that a page shows on purpose has `// @ts-expect-error` above it.
 */
export async function typeProblems(
  root: string,
  pages: readonly Pick<Page, "path">[],
): Promise<readonly PageProblem[]> {
  const blocks = pages.flatMap(({ path }) => placedBlocks(path, "ts"));
  if (blocks.length === 0) return [];
  const folder = join(root, "dist", ".pages", `${process.pid}-types`);
  mkdirSync(folder, { recursive: true });
  try {
    for (const [index, { block }] of blocks.entries()) {
      // Without an import or export a file is a script, whose names all others see.
      writeFileSync(join(folder, `${index}.ts`), `${block.code}\nexport {};\n`);
    }
    const tools = { arena: root, linked: false, nodeTypes: true };
    writeFileSync(join(folder, "tsconfig.json"), tsconfigJson(tools));
    return diagnosticsIn(await compilerOutput(folder)).flatMap(({ index, line, message }) => {
      const placed = blocks[index];
      if (placed === undefined) return [];
      const { file, firstLine } = placed;
      return [{ file, line: firstLine + line - 1, message: `TypeScript objects to this code: ${message}` }];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `tsc` prints about the folder's files. @throws where it found none of them, or did not run. */
async function compilerOutput(folder: string): Promise<string> {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  const { code, stdout, stderr } = await new Promise<{ code: number; stdout: string; stderr: string }>(
    (ended) => {
      execFile(
        process.execPath,
        [tsc, "--pretty", "false", "-p", folder],
        { cwd: folder },
        (error, stdout, stderr) =>
          ended({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
      );
    },
  );
  const understood = code === 0 || diagnosticsIn(stdout).length > 0;
  if (!understood) throw new Error(`internal: TypeScript could not check the pages: ${stdout}${stderr}`);
  return stdout;
}

interface Diagnostic {
  readonly index: number;
  readonly line: number;
  readonly message: string;
}

/** Lines such as `12.ts(4,3): error TS4114: …`; indented ones explain the line before. */
function diagnosticsIn(output: string): readonly Diagnostic[] {
  return output.split("\n").flatMap((text) => {
    const [, index, line, message] = /^(\d+)\.ts\((\d+),\d+\): error TS\d+: (.*)$/.exec(text) ?? [];
    return message === undefined ? [] : [{ index: Number(index), line: Number(line), message }];
  });
}
