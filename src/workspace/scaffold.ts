import { readFileSync, statSync } from "node:fs";
import type { Room, Section } from "../curriculum/model.ts";
import { answerPath, rememberBegun } from "./answers.ts";
import type { Scaffolded, Workspace } from "./model.ts";
import { folderInTheWay, orRefusal } from "./refusals.ts";
import { writeNew } from "./write-file.ts";

/** Puts a room's stub where the learner will work on it. A file that is there stays, whatever is in it. */
export function scaffoldRoom(workspace: Workspace, room: Room): Scaffolded {
  const path = answerPath(workspace, room);
  return orRefusal(path, () => {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return isFolder(path);
    const kind = writeNew(path, readFileSync(room.files.stub));
    rememberBegun(workspace, room, path);
    return { kind, path };
  });
}

/**
 * Scaffolds every room of a section, in playing order. One that fails does not keep the others from being
 * made.
 */
export function scaffoldSection(
  workspace: Workspace,
  section: Pick<Section, "rooms">,
): readonly Scaffolded[] {
  return section.rooms.map((room) => scaffoldRoom(workspace, room));
}

function isFolder(path: string): Scaffolded {
  return {
    kind: "failed",
    path,
    why: `${folderInTheWay(path)}.`,
  };
}
