import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import type { Room, RoomId } from "../curriculum/model.ts";
import { ownFolder } from "./find.ts";
import type { Workspace } from "./model.ts";
import { replaceOwn } from "./write-file.ts";

/**
 * Absolute path of the learner's file for a room, whether or not it exists:
 * `<workspace>/0.2-cnns/07-max-pool.ts`. A room that was renamed or renumbered after the learner began keeps
 * the file it was begun in.
 */
export function answerPath(workspace: Workspace, room: Room): string {
  const regular = join(workspace.root, sectionFolder(room), room.file);
  if (existsSync(regular)) return regular;
  return begunFile(workspace, room) ?? regular;
}

/** The folder a room's section has in exercises/ as in the workspace, read from where its stub lies. */
function sectionFolder(room: Room): string {
  return basename(dirname(dirname(room.files.stub)));
}

/**
 * Remembers which file a room was begun in: `.arena/rooms/0.2/max-pool` holds its path from the workspace.
 */
export function rememberBegun(workspace: Workspace, room: Room, path: string): void {
  const record = recordOf(workspace, room.id);
  const contents = `${relative(workspace.root, path).split(sep).join("/")}\n`;
  if (!existsSync(record) || readFileSync(record, "utf8") !== contents) replaceOwn(record, contents);
}

function begunFile(workspace: Workspace, room: Room): string | undefined {
  return [room.id, ...room.aliases]
    .map((id) => recordedPath(workspace, recordOf(workspace, id)))
    .find((path) => path !== undefined);
}

/** The file that a record names. One that is damaged, or names anything but a file of this workspace, is not believed. */
function recordedPath(workspace: Workspace, record: string): string | undefined {
  try {
    if (!existsSync(record)) return undefined;
    const path = join(workspace.root, readFileSync(record, "utf8").trimEnd());
    return path.startsWith(workspace.root + sep) && statSync(path).isFile() ? path : undefined;
  } catch {
    return undefined;
  }
}

function recordOf(workspace: Workspace, id: RoomId): string {
  return join(ownFolder(workspace), "rooms", ...id.split("/"));
}
