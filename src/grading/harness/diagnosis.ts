import type { Diagnosis } from "../verdict.ts";
import { explainsItself, type FailedCase, isFailed, tellingCases } from "./failed-cases.ts";
import { hypothesisFor } from "./hypotheses.ts";
import { type LikelyStep, likelyStep } from "./likely-step.ts";
import { matchingDecoy } from "./matching-decoy.ts";
import { ranCases } from "./room.ts";
import { currentSession } from "./session.ts";

// An answer may have replaced it by now.
const wait = globalThis.setTimeout;

/** Milliseconds in which the tutor draws the verdicts before it is asked for the decoys' code. */
const PAINT_FIRST = 30;

/**
 * Looks for the mistake behind the first failing case: first a decoy that fails it in the same way with the same
 * values, then a transformation that would make the answer's output right, or at least the step in which it lies.
 */
export async function diagnoseFirstFailure(): Promise<void> {
  const { order, report, loaded } = currentSession();
  const failed = ranCases.filter(isFailed);
  const first = failed[0];
  if (!loaded || !order.diagnose || first === undefined || explainsItself(first)) return;
  await new Promise((resolve) => wait(resolve, PAINT_FIRST));
  const diagnosis = (await matchingDecoy(failed)) ?? (await guessAt(first));
  if (diagnosis !== undefined) report({ type: "diagnosed", run: order.run, id: first.name.id, diagnosis });
}

/** What would make the output right, and the step that the decoys point to where that is not the case's own. */
async function guessAt(first: FailedCase): Promise<Diagnosis | undefined> {
  const hypothesis = hypothesisFor(first.evidence);
  const step = await likelyStep(tellingCases(), first, await currentSession().decoys());
  if (step === undefined) return hypothesis;
  const sentence = `The cases that fail, and how they fail, are those of a mistake in ${placeOf(step, first)}.`;
  return { source: "pattern", name: "likely-step", sentence, ...step, ...hypothesis };
}

/** A step by its name; where it is the failing case's own, what it is about. */
function placeOf({ subProblem, technique }: LikelyStep, first: FailedCase): string {
  if (subProblem !== first.name.subProblem)
    return `the step "${currentSession().order.titles?.[subProblem] ?? subProblem}"`;
  return technique === undefined ? "this step" : `what ${technique} is about`;
}
