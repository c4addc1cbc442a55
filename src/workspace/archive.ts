import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Room } from "../curriculum/model.ts";
import { ownFolder } from "./find.ts";
import type { Workspace } from "./model.ts";

/**
 * Moves a learner's file to `.arena/archive/<room>/<time>-<first eight of its sha256>.ts` and returns that
 * path. It is a move and no copy, so that no save can fall between the copy and the deletion. Throws what the
 * file system throws.
 */
export function archiveAnswer(workspace: Workspace, room: Room, path: string, now: Date): string {
  const hash = createHash("sha256").update(readFileSync(path)).digest("hex");
  const target = unusedPath(join(archiveOf(workspace, room), `${stampOf(now)}-${hash.slice(0, 8)}`));
  mkdirSync(dirname(target), { recursive: true });
  renameSync(path, target);
  return target;
}

/** Absolute path of the folder with a room's old answers. */
export function archiveOf(workspace: Workspace, room: Pick<Room, "id">): string {
  return join(ownFolder(workspace), "archive", ...room.id.split("/"));
}

/** A rename replaces what is there, and nothing in the archive may be replaced. */
function unusedPath(stem: string): string {
  for (let copy = 1; ; copy++) {
    const path = copy === 1 ? `${stem}.ts` : `${stem}-${copy}.ts`;
    if (!existsSync(path)) return path;
  }
}

/** `2026-11-25T07-35-12Z`: sorts by time and is a file name on every system. */
function stampOf(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replaceAll(":", "-")}Z`;
}
