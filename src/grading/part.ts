import type { Room } from "../curriculum/model.ts";
import type { RunOrder } from "./protocol.ts";
import type { Part } from "./spares.ts";

/** What a process is made ready for, to grade an answer to this room. */
export function partOf(room: Room, path: string, seed: number): Part {
  const { id, exports, budgetSeconds, files, subProblems } = room;
  return {
    grader: files.grader,
    data: files.data ?? [],
    order: {
      room: id,
      seed,
      answerPath: path,
      answerModule: path,
      exports,
      titles: Object.fromEntries(subProblems.map((each) => [each.id, each.title])),
      caseBudget: budgetSeconds * 1000,
    },
  };
}

/** The order to grade the answer that is kept under `answerModule`, in a process made ready for `part`. */
export function answerOrder(part: Part, run: number, answerModule: string, only?: string): RunOrder {
  return {
    ...part.order,
    run,
    subject: { kind: "answer" },
    answerModule,
    diagnose: true,
    ...(only !== undefined && { only }),
  };
}
