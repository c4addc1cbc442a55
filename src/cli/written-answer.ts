import { existsSync } from "node:fs";
import type { Room } from "../curriculum/model.ts";
import { answerPath, type Workspace } from "../workspace/index.ts";
import { CommandError } from "./exit.ts";

/** The learner's file for a room. @throws CommandError where there is none yet, with the command that makes it. */
export function writtenAnswer(workspace: Workspace, room: Room): string {
  const path = answerPath(workspace, room);
  if (existsSync(path)) return path;
  throw new CommandError(`${path} does not exist yet. \`arena start ${room.id} --no-watch\` scaffolds it.`);
}
