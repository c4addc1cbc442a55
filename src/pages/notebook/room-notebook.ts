import type { Room, SubProblem } from "../../curriculum/model.ts";
import { asLines, type Draft, type Notebook, notebookOf } from "./document.ts";

export interface RoomNotebookParts {
  /** What the code cell holds: the stub, or the answer that passed. */
  readonly code: string;
  /** A picture of the learner's own result, base64 of a PNG. */
  readonly picture: string | undefined;
}

/** A room as a notebook: the statement, the answer to write, and for each sub-problem its hints, folded. */
export function roomNotebook(room: Room, { code, picture }: RoomNotebookParts): Notebook {
  const shown = picture === undefined ? [] : [pictureOutput(picture, room)];
  const drafts: readonly Draft[] = [
    { kind: "text", markdown: room.statement.trim() },
    { kind: "code", code: withoutExports(code), outputs: shown, ran: false },
    ...room.subProblems.map(
      (each, index): Draft => ({ kind: "text", markdown: subProblemText(index + 1, each) }),
    ),
    {
      kind: "text",
      markdown: `To have it graded, put the answer into \`${room.file}\` of your workspace, and \`arena grade ${room.id}\`.`,
    },
  ];
  return notebookOf(room.id, drafts);
}

function subProblemText(number: number, { title, type, techniques, rungs }: SubProblem): string {
  const tools = techniques.map((name) => `\`arena hint ${name}\``).join(", ");
  const hints = rungs.map(
    ({ rung, summary, body }) =>
      `<details><summary>${rung}: ${summary}</summary>\n\n${body.trim()}\n\n</details>`,
  );
  return [`## ${number}. ${title}`, `Type: \`arena problem ${type}\`. Tools: ${tools}.`, ...hints].join(
    "\n\n",
  );
}

/** A notebook's cells share one scope and export nothing. */
function withoutExports(code: string): string {
  return code.replace(
    /^export (?=(default |async |abstract )?(class|function|const|let|interface|type)\b)/gm,
    "",
  );
}

function pictureOutput(png: string, room: Room) {
  return {
    output_type: "display_data",
    data: { "image/png": png, "text/plain": asLines(`picture of ${room.id}`) },
    metadata: {},
  } as const;
}
