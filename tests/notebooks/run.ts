/**
 * Whether notebooks really run in Jupyter with the kernel that they name:
 *
 *     npm run notebooks -- einsum 0.2/relu
 *
 * Writes each by `arena notebook` into a new workspace, validates it by nbformat, executes it on Deno's kernel
 * and compares what its cells print with what the notebook says. Without names: one page, one room. Python is $PYTHON or
 * python3, Deno $DENO or deno; without them, or without nbformat and jupyter_client, nothing is run, which is said. tests/notebooks/fetch.sh
 * gets both.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWorkspace } from "../../src/workspace/index.ts";

const root = join(import.meta.dirname, "..", "..");
const python = process.env.PYTHON ?? "python3";
const deno = process.env.DENO ?? "deno";
const names = process.argv.length > 2 ? process.argv.slice(2) : ["einsum", "0.2/relu"];

const needed: readonly (readonly [string, readonly string[], string])[] = [
  [python, ["-c", "import nbformat, jupyter_client"], "nbformat and jupyter_client"],
  [deno, ["--version"], "Deno"],
];
for (const [command, args, what] of needed) {
  if (spawnSync(command, args, { stdio: "ignore" }).status === 0) continue;
  console.log(`skipped: there is no ${what} (tried ${command})`);
  process.exit(0);
}

/** One line of execute.py. */
type Outcome =
  | { readonly notebook: string; readonly error: string }
  | { readonly notebook: string; readonly said: readonly string[]; readonly printed: readonly string[] };

const folder = mkdtempSync(join(tmpdir(), "arena notebooks "));
try {
  createWorkspace(folder, root);
  const wrong = execute(names.map(written)).flatMap(wrongIn);
  console.log(wrong.length === 0 ? `\n${names.length} run.` : `\n${wrong.join("\n")}`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Writes a notebook as a learner does; its path. */
function written(name: string): string {
  const path = join(folder, `${name.replace("/", "-")}.ipynb`);
  const command = [join(root, "bin", "arena.js"), "notebook", name, "--out", path];
  const { status, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`arena notebook ${name}: ${stderr}`);
  return path;
}

function execute(notebooks: readonly string[]): readonly Outcome[] {
  const script = join(import.meta.dirname, "execute.py");
  const { status, stdout, stderr } = spawnSync(python, ["-B", script, deno, ...notebooks], {
    encoding: "utf8",
    // The backend on which pages are run and checked; another prints other last digits.
    env: { ...process.env, ARENA_BACKEND: "cpu", DENO_NO_UPDATE_CHECK: "1" },
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`internal: ${script} ended with ${status}: ${stderr}`);
  return stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Outcome);
}

function wrongIn(outcome: Outcome): readonly string[] {
  const { notebook } = outcome;
  const cells =
    "error" in outcome
      ? [outcome.error]
      : outcome.said.flatMap((said, i) => differs(said, outcome.printed[i]));
  console.log(`${notebook}: ${cells.length === 0 ? "runs and prints what it says" : "does not"}`);
  return cells.map((sentence) => `${notebook}: ${sentence}`);
}

/** Deno's console puts strings of arrays and objects into double quotes, Node's into single ones. */
function plain(text: string): string {
  return text.trimEnd().replaceAll('"', "'");
}

function differs(said: string, printed = ""): readonly string[] {
  return plain(said) === plain(printed) ? [] : [`it says\n${said}\nand prints\n${printed}`];
}
