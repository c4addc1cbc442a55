import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { arena, home } from "./arena.ts";

/* What may stand in an answer's place that is no answer. Each command says so, and none waits for ever. */

const cwd = home();
const workspace = join(cwd, "arena-workspace");
const path = join(workspace, "0.2-cnns", "01-relu.ts");

beforeAll(async () => {
  await arena(["start", "0.2", "--no-watch", "--workspace", workspace], { cwd });
});

const COMMANDS = [
  ["grade", "0.2/relu"],
  ["show", "0.2/relu"],
  ["replay", "0.2/relu", "elementwise-maximum/nothing-but-negatives"],
];

describe.each([
  ["nothing", () => {}, /01-relu\.ts does not exist yet\. `arena start 0\.2\/relu/],
  ["a folder", () => mkdirSync(path), /01-relu\.ts is not a file/],
  [
    "a link to itself",
    () => symlinkSync("01-relu.ts", path),
    /01-relu\.ts cannot be read|does not exist yet/,
  ],
  [
    "two megabytes",
    () => writeFileSync(path, " ".repeat(2 ** 21)),
    /01-relu\.ts has 2\.0 MiB; files up to 1 MiB/,
  ],
  [
    "UTF-16",
    () => writeFileSync(path, "\ufeffexport const a = 1;", "utf16le"),
    /01-relu\.ts is saved as UTF-16/,
  ],
  ...(process.platform === "win32"
    ? []
    : [["a pipe", () => void execFileSync("mkfifo", [path]), /01-relu\.ts is not a file/] as const]),
] as const)("%s in the answer's place", (_, put, said) => {
  test.each(COMMANDS)("arena %s says so", async (...command) => {
    rmSync(path, { recursive: true, force: true });
    put();
    const ran = await arena([...command, "--workspace", workspace], { cwd });
    expect(ran).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringMatching(said) });
    expect(ran.stderr.trim().split("\n").length).toBeLessThanOrEqual(2); // what it is, and what to do; no trace
  });
});
