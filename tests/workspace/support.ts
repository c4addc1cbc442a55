import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";
import type { Room } from "../../src/curriculum/model.ts";
import { createWorkspace, type Workspace } from "../../src/workspace/index.ts";

export const ARENA_ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Permissions do not bind root, so as root the scripts of these tests run as "nobody". */
export const UNPRIVILEGED = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** A folder, with a space and an umlaut in its path, that goes away with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "arena wörk "));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function newWorkspace(folder = temporaryFolder()): Workspace {
  const created = createWorkspace(join(folder, "ws"), ARENA_ROOT);
  if (created.kind === "failed") throw new Error(created.why);
  return created.workspace;
}

export const STUB =
  'import { tf } from "arena/tools";\n\nexport function relu(x: number[]) {\n' +
  '  const input = tf.tensor(x); // [n]\n  throw new Error("not yet");\n}\n';

/** A room whose stub is on the disk. */
export function roomOf(changes: Partial<Room> = {}, stub = STUB): Room {
  const exercise = join(temporaryFolder(), "exercises", "0.2-cnns", "relu");
  mkdirSync(exercise, { recursive: true });
  writeFileSync(join(exercise, "stub.ts"), stub);
  const file = (name: string) => join(exercise, name);
  return {
    id: "0.2/relu",
    aliases: [],
    section: "0.2",
    title: "ReLU",
    kind: "room",
    order: 1,
    importance: 3,
    difficulty: 1,
    minutes: 5,
    file: "01-relu.ts",
    exports: ["relu"],
    requires: [],
    budgetSeconds: 5,
    subProblems: [],
    statement: "",
    files: {
      statement: file("exercise.md"),
      stub: file("stub.ts"),
      solution: file("solution.ts"),
      grader: file("relu.grader.ts"),
      decoys: file("relu.decoys.ts"),
    },
    ...changes,
  };
}

/** Every file below a folder, links not followed, relative and sorted. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      if (!entry.isDirectory()) return [entry.name];
      return filesIn(join(folder, entry.name)).map((name) => `${entry.name}/${name}`);
    })
    .sort();
}

/**
 * Runs an expression with this folder's modules at hand, in a process of its own, and returns what it
 * computes.
 */
export async function inProcess(
  expression: string,
  options: { uid?: number; gid?: number } = {},
): Promise<unknown> {
  const index = JSON.stringify(join(ARENA_ROOT, "src", "workspace", "index.ts"));
  const script = `import * as workspace from ${index};\nconsole.log(JSON.stringify(${expression}));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "-e", script],
    options,
  );
  return JSON.parse(stdout);
}
