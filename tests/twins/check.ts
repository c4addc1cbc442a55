import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { readCatalogue } from "../../src/curriculum/index.ts";
import type { Room } from "../../src/curriculum/model.ts";
import { python } from "./python.ts";
import { bundleRecorder } from "./recording/bundle.ts";

const root = join(import.meta.dirname, "..", "..");
const run = promisify(execFile);

/** What came of one room: how many calls agree, and what could not be asked of Python, by reason. */
export interface TwinReport {
  readonly room: string;
  readonly replayed: number;
  /** Largest |twin - solution| / (1 + |solution|). */
  readonly worst: number;
  readonly disagreements: readonly string[];
  readonly notReplayed: Readonly<Record<string, number>>;
  /** Cases that the solution itself does not pass while it is recorded. */
  readonly failures: readonly string[];
}

export function roomsWithTwin(): readonly Room[] {
  const rooms = readCatalogue(root).sections.flatMap((section) => section.rooms);
  return rooms.filter((room) => room.files.twin !== undefined);
}

/** Records each room's calls and replays them on its twin, all in one Python process. */
export async function checkTwins(rooms: readonly Room[]): Promise<readonly TwinReport[]> {
  const folder = mkdtempSync(join(root, "dist", "twins-"));
  try {
    const record = await bundleRecorder(rooms, join(folder, "recorder"));
    await run(process.execPath, ["--no-warnings", record, folder], { cwd: root });
    const asked = rooms.map((room) => [room.id, join(folder, room.id), room.files.twin]);
    const replay = join(import.meta.dirname, "replay", "replay.py");
    const options = { maxBuffer: 2 ** 26 };
    const { stdout } = await run(python().command, ["-B", replay, JSON.stringify(asked)], options);
    return JSON.parse(stdout) as TwinReport[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
