import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const runlog = new URL("../../../src/tools/runlog/index.ts", import.meta.url).href;

let cwd = "";
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), "runs-")));
});
afterEach(() => rmSync(cwd, { recursive: true }));

/** What a program prints that may read everything and write nothing but what is allowed. */
async function printed(program: string, ...allowed: string[]): Promise<string> {
  const node = ["--permission", "--allow-fs-read=*", ...allowed, "--disable-warning=SecurityWarning"];
  const text = `import * as runlog from ${JSON.stringify(runlog)};\n${program}`;
  const run = await promisify(execFile)(process.execPath, [...node, "--input-type=module", "--eval", text], {
    cwd,
  });
  return run.stdout;
}

const TWO_RUNS = `
  for (const lr of [0.1, 0.2]) {
    await using run = runlog.init({ project: "digits", config: { lr } });
    await run.log({ loss: lr * 10 });
  }
  for (const name of ["run-1", "run-2"]) {
    const records = runlog.readRun("runs/digits/" + name);
    console.log(name, ...records.map(({ kind }) => kind), records.at(-1).summary.loss);
  }`;

describe("a process that may write no files", () => {
  test("keeps its runs in memory, and reads them back", async () => {
    expect(await printed(TWO_RUNS)).toBe("run-1 init log finish 1\nrun-2 init log finish 2\n");
    expect(existsSync(join(cwd, "runs"))).toBe(false);
  });

  test("refuses a name that is taken, and says where no run is", async () => {
    const program = `
      const attempts = [
        () => runlog.init({ project: "digits", name: "best" }),
        () => runlog.init({ project: "digits", name: "best" }),
        () => runlog.readRun("runs/digits/run-7"),
      ];
      for (const attempt of attempts) {
        try {
          attempt();
        } catch (error) {
          console.log(error.message.split("\\n")[0]);
        }
      }`;
    expect(await printed(program)).toBe(
      'runlog.init: there is a run called "best" in this project already.\nreadRun: there is no run in this folder.\n',
    );
  });

  test("writes files where it may", async () => {
    await printed(TWO_RUNS, `--allow-fs-write=${join(cwd, "*")}`);
    expect(existsSync(join(cwd, "runs", "digits", "run-2", "run.jsonl"))).toBe(true);
  });
});
