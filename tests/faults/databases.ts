import {
  closeSync,
  cpSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { arena } from "../cli/arena.ts";
import { right } from "./answers.ts";
import {
  type Losses,
  lostMark,
  NOTHING_LOST,
  type Outcome,
  repeatedly,
  type Scenario,
  wrongVerdict,
} from "./scenario.ts";
import { integrityOf } from "./tutor.ts";

type Damage = (database: string, attempt: number) => void;

/** What happens to the database between two starts. A copy of the day is there, so that nothing need be lost. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  "torn off": (database, attempt) => truncateSync(database, 17 + attempt * 1733),
  "with 64 bytes of noise": (database, attempt) => overwrite(database, attempt * 977, 64),
  "with one bit flipped": (database, attempt) => overwrite(database, attempt * 1319, 1),
  emptied: (database) => truncateSync(database, 0),
  deleted: (database) => rmSync(database),
  "overwritten with text": (database) => writeFileSync(database, "export const answer = 42;\n".repeat(900)),
  "with marks from next year": (database) => fromNextYear(database),
};

export const databases: readonly Scenario[] = [
  ...Object.entries(DAMAGES).map(([what, damage]) => ({
    name: `database: ${what}`,
    tries: /torn|noise|bit/.test(what) ? 15 : 6,
    inject: (tries: number) => damaged(tries, what, damage),
  })),
  { name: "database: of a newer arena", tries: 4, inject: newer },
];

/** A workspace in which 0.2/relu has been passed, closed in peace. */
async function playedWorkspace(): Promise<string> {
  const workspace = join(mkdtempSync(join(tmpdir(), "arena faults ")), "played");
  await arena(["start", "0.2/relu", "--no-watch", "--workspace", workspace]);
  writeFileSync(answerIn(workspace), right());
  const { exitCode, stdout, stderr } = await arena(["grade", "0.2/relu", "--workspace", workspace]);
  if (exitCode !== 0) throw new Error(`internal: the right answer does not pass.\n${stdout}${stderr}`);
  copyOfToday(workspace);
  return workspace;
}

/** The copy that a longer session makes by itself. */
function copyOfToday(workspace: string): void {
  const folder = join(workspace, ".arena");
  const database = new Database(join(folder, "progress.db"));
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
  cpSync(join(folder, "progress.db"), join(folder, "backups", "daily-2026-01-01.db"));
}

async function damaged(tries: number, what: string, damage: Damage): Promise<Outcome> {
  const original = await playedWorkspace();
  return repeatedly(tries, async (attempt) => {
    const workspace = join(mkdtempSync(join(tmpdir(), "arena faults ")), "ws");
    cpSync(original, workspace, { recursive: true, verbatimSymlinks: true });
    damage(join(workspace, ".arena", "progress.db"), attempt);
    const losses = [await stillPassed(workspace, what), await gradesOn(workspace, what)];
    rmSync(join(workspace, ".."), { recursive: true, force: true });
    return losses;
  });
}

async function stillPassed(workspace: string, what: string): Promise<Losses> {
  const { exitCode, stdout, stderr } = await arena(["progress", "--json", "--workspace", workspace]);
  if (exitCode !== 0) return lostMark(`a database ${what}: arena progress ends with ${exitCode}: ${stderr}`);
  const { rooms } = JSON.parse(stdout) as { rooms: { room: string; passedAt?: string }[] };
  const passed = rooms.some(({ room, passedAt }) => room === "0.2/relu" && passedAt !== undefined);
  return passed ? NOTHING_LOST : lostMark(`a database ${what}: the room is no longer passed`);
}

async function gradesOn(workspace: string, what: string): Promise<Losses> {
  writeFileSync(answerIn(workspace), right());
  const { exitCode, stderr } = await arena(["grade", "0.2/relu", "--workspace", workspace]);
  if (exitCode !== 0) return wrongVerdict(`a database ${what}: arena grade ends with ${exitCode}: ${stderr}`);
  const integrity = integrityOf(workspace);
  return integrity === "ok" ? NOTHING_LOST : lostMark(`a database ${what}: ${integrity} after another run`);
}

/** It is refused with a sentence, and not one byte of it changes. */
async function newer(tries: number): Promise<Outcome> {
  const workspace = await playedWorkspace();
  const path = join(workspace, ".arena", "progress.db");
  const database = new Database(path);
  database.pragma("user_version = 99");
  database.close();
  return repeatedly(tries, async () => {
    const before = readFileSync(path);
    const { exitCode, stderr } = await arena(["grade", "0.2/relu", "--workspace", workspace]);
    const isRefused = exitCode === 2 && stderr.includes("newer arena");
    return [
      isRefused ? NOTHING_LOST : wrongVerdict(`a newer database: ${exitCode} ${stderr}`),
      before.equals(readFileSync(path)) ? NOTHING_LOST : lostMark("a newer database was written to"),
    ];
  });
}

function overwrite(path: string, at: number, count: number): void {
  const size = readFileSync(path).length;
  const from = at % Math.max(1, size - count);
  const byte = readFileSync(path)[from] ?? 0;
  const bytes = count === 1 ? Buffer.from([byte ^ 0x10]) : Buffer.alloc(count, 0xa5);
  const descriptor = openSync(path, "r+");
  writeSync(descriptor, bytes, 0, bytes.length, from);
  closeSync(descriptor);
}

/** As if the clock had since been set back. */
function fromNextYear(path: string): void {
  const database = new Database(path);
  database.exec("UPDATE attempts SET at = at + 31536000000; UPDATE visits SET at = at + 31536000000");
  database.close();
}

function answerIn(workspace: string): string {
  return join(workspace, "0.2-cnns", "01-relu.ts");
}
