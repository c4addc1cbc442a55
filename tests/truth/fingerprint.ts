import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Room } from "../../src/curriculum/model.ts";
import { folderOf, nameOf } from "./room-folder.ts";

/**
 * A name for everything that a room's result depends on: its own files and what they share with the section's other
 * rooms, the correct answers and the equivalents, the built tools and harness, this folder and the backend.
 */
export function fingerprintOf(root: string, room: Room, backend: string): string {
  const hash = createHash("sha256").update(backend);
  const folders = [
    dirname(room.files.grader),
    dirname(room.files.solution),
    join(root, "tests", "rooms", folderOf(room), nameOf(room)),
    join(root, "dist"),
    import.meta.dirname,
    join(import.meta.dirname, "operators"),
  ];
  const equivalent = join(import.meta.dirname, "equivalent", folderOf(room), `${nameOf(room)}.yaml`);
  const ofOthers = (path: string) =>
    /\.(grader|decoys|picture)\.ts$/.test(path) && !basename(path).startsWith(`${nameOf(room)}.`);
  for (const path of [...folders.flatMap(filesIn), equivalent]) {
    if (existsSync(path) && !ofOthers(path)) hash.update(path).update(readFileSync(path));
  }
  return hash.digest("hex").slice(0, 16);
}

/** What only reports, and tests. */
const UNUSED = /^(run|table)\.ts$|\.test\.ts$/;

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|js|md)$/.test(entry.name) && !UNUSED.test(entry.name))
    .map(({ name }) => join(folder, name))
    .sort();
}
