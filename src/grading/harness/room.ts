import { describe, test as vitestTest } from "vitest";
import { deviceSettled } from "../../runtime/backend.ts";
import type { CaseName, CaseResult } from "../verdict.ts";
import type { CaseContext } from "./context.ts";
import { type CaseFunction, runCase } from "./run-case.ts";
import { currentSession } from "./session.ts";
import { caseId } from "./slug.ts";
import { followTraining } from "./training.ts";

/** What a grader file uses: `subProblem` is vitest's describe, `test` is a case of it. */
export interface RoomGrader<Room> {
  subProblem(id: string, cases: () => void): void;
  test(title: string, run: (context: CaseContext<Room>) => Promise<void>): void;
}

/** Starts the grader of a room. `Room` is the type of its solution module: `room<typeof Solution>("0.2/relu")`. */
export function room<Room extends object>(id: string): RoomGrader<Room> {
  const session = currentSession();
  if (session.order.room !== id)
    throw new Error(`internal: the grader of ${session.order.room} calls itself ${id}.`);
  let subProblemId = "";
  return {
    subProblem(name, cases) {
      describe(name, () => {
        subProblemId = name;
        cases();
      });
    },
    test(title, run) {
      const name: CaseName = { id: caseId(subProblemId, title), subProblem: subProblemId, title };
      session.cases.push(name);
      const { only } = session.order;
      if (only !== undefined && only !== name.id) return;
      vitestTest(title, { timeout: 0 }, () => reportCase(name, run as CaseFunction));
    },
  };
}

/** Every case that has been asked to run, with what is needed to run it again with a decoy in the answer's place. */
export const ranCases: {
  readonly name: CaseName;
  readonly run: CaseFunction;
  readonly result: CaseResult;
  readonly evidence: unknown;
}[] = [];

async function reportCase(name: CaseName, run: CaseFunction): Promise<void> {
  const { order, report, subject, loaded } = currentSession();
  if (!loaded) return;
  report({ type: "case-started", run: order.run, id: name.id });
  const training = followTraining(name.id);
  const { result, evidence } = await runCase(name, run, subject);
  training.stop();
  await deviceSettled(); // a device that fails says so late; it has to be heard before the verdict
  ranCases.push({ name, run, result, evidence });
  report({ type: "case-finished", run: order.run, result });
  if (order.throws === true && result.status !== "pass")
    throw new Error(result.failure?.message ?? result.status);
}
