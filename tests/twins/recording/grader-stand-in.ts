import type { RoomGrader } from "../../../src/grading/harness/room.ts";
import type { CaseFunction } from "../../../src/grading/harness/run-case.ts";
import { caseId } from "../../../src/grading/harness/slug.ts";
import type { CaseName } from "../../../src/grading/verdict.ts";

/** The cases of the graders loaded so far, by room. */
export const casesOf = new Map<string, { readonly name: CaseName; readonly run: CaseFunction }[]>();

/** What graders get here as `room` of "arena/grader": their cases are collected, and no test runner is needed. */
export function room<Room extends object>(id: string): RoomGrader<Room> {
  const cases: { name: CaseName; run: CaseFunction }[] = [];
  casesOf.set(id, cases);
  let subProblem = "";
  return {
    subProblem(name, declare) {
      subProblem = name;
      declare();
    },
    test(title, run) {
      cases.push({ name: { id: caseId(subProblem, title), subProblem, title }, run: run as CaseFunction });
    },
  };
}
