import { existsSync, renameSync } from "node:fs";
import type { Room } from "../curriculum/model.ts";
import { answerPath } from "./answers.ts";
import { archiveAnswer } from "./archive.ts";
import type { Reset, Workspace } from "./model.ts";
import { orRefusal } from "./refusals.ts";
import { scaffoldRoom } from "./scaffold.ts";

/**
 * Starts a room afresh: its answer goes to the archive, its stub takes the answer's place. A kill between the
 * two leaves the answer in the archive and the next scaffold makes the stub.
 */
export function resetRoom(workspace: Workspace, room: Room, now: Date = new Date()): Reset {
  const path = answerPath(workspace, room);
  const archived = orRefusal(path, () =>
    existsSync(path) ? archiveAnswer(workspace, room, path, now) : undefined,
  );
  if (typeof archived === "object") return archived;
  const scaffolded = scaffoldRoom(workspace, room);
  if (scaffolded.kind === "failed") {
    if (archived !== undefined && !existsSync(path)) renameSync(archived, path); // the answer goes back to its place
    return scaffolded;
  }
  return { kind: "reset", path: scaffolded.path, archived };
}
