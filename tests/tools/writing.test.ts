import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const tools = new URL("../../src/tools/index.ts", import.meta.url).href;

const WRITES: readonly [tool: string, line: string][] = [
  ["runlog.exportTensorBoard", "runlog.exportTensorBoard(run.folder)"],
  ["runlog.exportTensorBoard", 'runlog.exportTensorBoard(run.folder, "logs")'],
  ["writeSafetensors", 'await writeSafetensors("model.safetensors", { x: tf.ones([2]) })'],
  ["plot.save", 'await plots.diagram([]).save("loss.png")'],
  ["film.save", 'await (await plots.film(tf.zeros([2, 3, 3]))).save("turn.gif")'],
];

/** What a program prints that may write only what is allowed. */
async function printed(line: string, cwd: string, ...allowed: string[]): Promise<string> {
  const node = ["--permission", "--allow-fs-read=*", ...allowed, "--disable-warning=SecurityWarning"];
  const program = `
    import { plots, runlog, tf, writeSafetensors } from ${JSON.stringify(tools)};
    const run = runlog.init({ project: "digits" });
    await run.log({ loss: 2 });
    await run.finish();
    try { ${line}; } catch (error) { console.log(error.name + ": " + error.message); }`;
  const run = await promisify(execFile)(
    process.execPath,
    [...node, "--input-type=module", "--eval", program],
    { cwd },
  );
  return run.stdout;
}

test.each(WRITES)("%s where nothing may be written is a lesson: %s", async (tool, line) => {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), "writes-")));
  expect(await printed(line, cwd)).toMatch(
    new RegExp(
      `^ToolError: ${tool}: nothing is written .* graded\\.\\n  path .*\\n  fits .*node FILE\\.ts\\n$`,
    ),
  );
  expect(readdirSync(cwd)).toEqual([]);
});

test("where it may be written, all of them write", async () => {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), "writes-")));
  const all = WRITES.map(([, line]) => line).join("; ");
  expect(await printed(all, cwd, `--allow-fs-write=${join(cwd, "*")}`)).toBe("");
  for (const name of ["logs", "model.safetensors", "loss.png", "turn.gif", "runs/digits/run-1/run.jsonl"])
    expect(existsSync(join(cwd, name)), name).toBe(true);
});
