import { lookAt } from "../grading/watching/sight.ts";
import { CommandError } from "./exit.ts";

/**
 * The text of an answer as it is now. `start` is the command that scaffolds the room.
 *
 * @throws {CommandError} where there is none that could be graded: no file, a pipe, megabytes, another encoding.
 */
export function answerText(path: string, start: string): string {
  const sight = lookAt(path);
  switch (sight.kind) {
    case "text":
    case "empty":
      return sight.snapshot.text;
    case "gone":
      throw new CommandError(`${path} does not exist yet. \`${start}\` scaffolds it.`);
    case "unreadable":
      throw new CommandError([sight.sentence, ...(sight.help === undefined ? [] : [sight.help])].join("\n"));
  }
}
