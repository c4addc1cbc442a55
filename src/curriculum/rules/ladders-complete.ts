import { RUNGS } from "../model.ts";
import { findingAt, type Rule, roomsOf } from "./rule.ts";

/** The rungs a statement must hold; the last one, answer, is the solution's file. */
const WRITTEN = RUNGS.filter((rung) => rung !== "answer");

/** Each sub-problem has a technique and each rung of its ladder, once and with something on it. */
export const laddersComplete: Rule = (catalogue) =>
  roomsOf(catalogue).flatMap(({ files, subProblems }) =>
    subProblems.flatMap(({ id, techniques, rungs }) => {
      const complain = (message: string) =>
        findingAt(files.statement, `id: ${id}`, `Sub-problem "${id}" ${message}`);
      const counted = WRITTEN.map((rung) => ({ rung, given: rungs.filter((each) => each.rung === rung) }));
      return [
        ...(techniques.length === 0 ? [complain("names no technique.")] : []),
        ...counted
          .filter(({ given }) => given.length === 0)
          .map(({ rung }) =>
            complain(
              `has no hint on the rung "${rung}": write <details data-sub-problem="${id}" data-rung="${rung}">.`,
            ),
          ),
        ...counted
          .filter(({ given }) => given.length > 1)
          .map(({ rung }) => complain(`has the rung "${rung}" more than once.`)),
        ...rungs
          .filter(({ body }) => body === "")
          .map(({ rung }) => complain(`has nothing written on the rung "${rung}".`)),
      ];
    }),
  );
