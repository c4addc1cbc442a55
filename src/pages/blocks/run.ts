import { fork } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What came of one block. Lines count within the block, from 1. */
export type BlockOutcome =
  | { readonly kind: "printed"; readonly text: string }
  | { readonly kind: "threw"; readonly message: string; readonly line: number }
  | { readonly kind: "not-finished" };

/** Seconds a block may take before its process is ended. */
const LIMIT_SECONDS = 20;

/**
 * Runs blocks of TypeScript, each a module of its own, against the built "arena/tools" of `root`. All share one process,
 * for starting one takes longer than most blocks; a block that hangs or exits takes it down, and the next block gets a
 * new one. The outcomes come in the order of the blocks.
 */
export async function runBlocks(
  root: string,
  blocks: readonly string[],
  limitSeconds = LIMIT_SECONDS,
): Promise<readonly BlockOutcome[]> {
  const folder = join(root, "dist", ".pages", String(process.pid));
  mkdirSync(folder, { recursive: true });
  try {
    const outcomes = await compileAll(blocks, folder);
    while (outcomes.includes(undefined)) await runRest(root, folder, outcomes, limitSeconds);
    return outcomes as BlockOutcome[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes each block as JavaScript, by the rules under which answers are compiled. Those with syntax errors are settled. */
async function compileAll(blocks: readonly string[], folder: string): Promise<(BlockOutcome | undefined)[]> {
  const { transform } = await import("esbuild");
  return Promise.all(
    blocks.map(async (code, index): Promise<BlockOutcome | undefined> => {
      try {
        const compiled = await transform(code, COMPILE_OPTIONS);
        writeFileSync(join(folder, `${index}.js`), compiled.code);
        return undefined;
      } catch (error) {
        const [first] =
          (error as { errors?: { text: string; location: { line: number } | null }[] }).errors ?? [];
        if (first === undefined) throw error;
        writeFileSync(join(folder, `${index}.js`), "");
        return { kind: "threw", message: first.text, line: first.location?.line ?? 1 };
      }
    }),
  );
}

const COMPILE_OPTIONS = {
  loader: "ts",
  format: "esm",
  target: "node22",
  sourcemap: "inline",
  sourcefile: "block.ts",
  logLevel: "silent",
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
} as const;

/** Runs the blocks from the first unsettled one on, in one process, until it ends; settles the one it ended in. */
function runRest(
  root: string,
  folder: string,
  outcomes: (BlockOutcome | undefined)[],
  limitSeconds: number,
): Promise<void> {
  const child = join(root, "src", "pages", "blocks", "child.ts");
  const first = outcomes.indexOf(undefined);
  const worker = fork(child, [folder, String(first), String(outcomes.length)], {
    cwd: folder, // what a block writes is removed with it
    execArgv: ["--enable-source-maps", "--no-warnings"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let complaints = "";
  worker.stderr?.on("data", (text) => (complaints += text));
  return new Promise((ended, failed) => {
    const kill = () => worker.kill("SIGKILL");
    let timer = setTimeout(kill, limitSeconds * 1000);
    worker.on("message", ({ index, outcome }: { index: number; outcome: BlockOutcome }) => {
      outcomes[index] ??= outcome;
      clearTimeout(timer);
      timer = setTimeout(kill, limitSeconds * 1000);
    });
    worker.on("error", failed);
    worker.on("close", () => {
      clearTimeout(timer);
      if (outcomes[first] === undefined && complaints !== "") {
        failed(new Error(`internal: the process that runs pages ended: ${complaints.trim()}`));
        return;
      }
      const stopped = outcomes.indexOf(undefined);
      if (stopped >= 0) outcomes[stopped] = { kind: "not-finished" };
      ended();
    });
  });
}
