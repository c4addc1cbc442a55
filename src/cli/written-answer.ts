import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Room } from "../curriculum/model.ts";
import { encodingFault, notUtf8From } from "../grading/encoding.ts";
import { answerPath, type Workspace } from "../workspace/index.ts";
import { CommandError } from "./exit.ts";

/** The learner's file for a room. @throws CommandError where there is none yet, with the command that makes it. */
export function writtenAnswer(workspace: Workspace, room: Room): string {
  const path = answerPath(workspace, room);
  if (existsSync(path)) return path;
  throw new CommandError(`${path} does not exist yet. \`arena start ${room.id} --no-watch\` scaffolds it.`);
}

/** An answer's text. @throws CommandError where it is neither UTF-8 nor UTF-16, of which its verdict tells more. */
export function answerText(path: string): string {
  const bytes = readFileSync(path);
  const text = bytes.toString("utf8");
  const broken = notUtf8From(bytes);
  if (broken === undefined || encodingFault(text, path) !== undefined) return text;
  throw new CommandError(`${basename(path)} ${broken}. Save it as UTF-8 to have it graded.`);
}
