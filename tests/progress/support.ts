import { type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { onTestFinished } from "vitest";
import type { CaseResult, CaseStatus, RunResult } from "../../src/grading/verdict.ts";
import { type OpenOptions, openProgress, type ProgressStore } from "../../src/progress/index.ts";

export interface TestPlace {
  readonly root: string;
  readonly database: string;
  readonly backups: string;
}

/** A workspace folder that goes away with the test. */
export function temporaryWorkspace(): TestPlace {
  const root = mkdtempSync(join(tmpdir(), "arena wörkspace "));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return placeIn(root);
}

export function placeIn(root: string): TestPlace {
  mkdirSync(join(root, ".arena"), { recursive: true });
  return { root, database: join(root, ".arena", "progress.db"), backups: join(root, ".arena", "backups") };
}

/** Opens a store that has to open, and its notices. */
export function open(
  place: TestPlace,
  options: OpenOptions = {},
): { store: ProgressStore; notices: readonly string[] } {
  const opened = openProgress({ root: place.root }, options);
  if (opened.kind === "refused") throw new Error(opened.message);
  onTestFinished(() => void opened.store.close());
  return opened;
}

/** Does something with the database behind the store's back. */
export function behindItsBack<T>(path: string, act: (database: Database.Database) => T): T {
  const database = new Database(path);
  try {
    return act(database);
  } finally {
    database.close();
  }
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

export const ANSWER =
  'import { tf } from "arena/tools";\nexport const relu = (x: tf.Tensor) => x.maximum(0);\n';

export function caseWith(status: CaseStatus, id = "clip/keeps positive entries"): CaseResult {
  return { id, subProblem: "clip", title: "keeps positive entries", status, milliseconds: 1.5 };
}

/** A run of ANSWER; each differs from the others by its time. */
export function run(changes: Partial<RunResult> = {}): RunResult {
  const cases = [caseWith("pass"), caseWith("pass", "clip/empty tensor")];
  return {
    room: "0.2/relu",
    hash: hashOf(ANSWER),
    backend: "wasm",
    graderVersion: "1.0.0",
    seed: 20_251_125,
    verdict: "passed",
    cases,
    milliseconds: performance.now(),
    ...changes,
  };
}

export function failedRun(changes: Partial<RunResult> = {}): RunResult {
  return run({
    verdict: "failed",
    cases: [caseWith("pass"), caseWith("fail", "clip/empty tensor")],
    ...changes,
  });
}

/** The script that writes marks in a process of its own. */
export const WRITER = fileURLToPath(new URL("./writer.ts", import.meta.url));

/** Starts a process of its own that writes marks; see writer.ts. */
export function startWriter(place: TestPlace, name: string, count: number) {
  return spawn(process.execPath, [WRITER, place.root, name, String(count)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Runs writer.ts to its end, and what it printed. */
export function runWriter(
  place: TestPlace,
  name: string,
  count: number,
  options: SpawnOptions & { shell?: false } = {},
) {
  return spawnSync(process.execPath, [WRITER, place.root, name, String(count)], {
    ...options,
    encoding: "utf8",
  });
}
