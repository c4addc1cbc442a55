import type { HintRung, Room } from "../model.ts";
import { answersOf, holes, squeezed } from "./answer-lines.ts";
import { type Finding, findingAt, linesOf, type Rule, roomsOf } from "./rule.ts";

const EARLY: readonly HintRung["rung"][] = ["question", "idea", "shapes"];

/** No line of a solution that answers something can be read in the stub, the statement or a rung before `line`. */
export const answersHidden: Rule = (catalogue) => roomsOf(catalogue).flatMap(leaksOf);

function leaksOf(room: Room): readonly Finding[] {
  const answers = answersOf(linesOf(room.files.solution));
  const rungs = room.subProblems.flatMap(({ id, rungs: all }) =>
    all
      .filter(({ rung }) => EARLY.includes(rung))
      .map(({ rung, summary, body }) => ({
        where: `the rung "${rung}" of "${id}"`,
        text: `${summary}\n${body}`,
      })),
  );
  const texts = [{ where: "the statement", text: room.statement }, ...rungs];
  return [
    ...texts.flatMap(({ where, text }) =>
      leaks(answers, text.split("\n")).map((line) => leak(room.files.statement, line, where)),
    ),
    ...leaks(answers, holes(linesOf(room.files.stub))).map((line) => leak(room.files.stub, line, "the stub")),
  ];
}

/** The lines that hold an answer. */
function leaks(answers: readonly string[], lines: readonly string[]): readonly string[] {
  return lines.filter((line) => answers.some((answer) => squeezed(line).includes(answer)));
}

function leak(file: string, line: string, where: string): Finding {
  return findingAt(file, line.trim(), `A line of the solution can be read in ${where}: ${line.trim()}`);
}
