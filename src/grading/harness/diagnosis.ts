import type { Diagnosis } from "../verdict.ts";
import { compareReadings } from "./compare.ts";
import type { Decoy } from "./decoys.ts";
import { CaseFailure } from "./failures.ts";
import { hypothesisFor } from "./hypotheses.ts";
import { likelyStep } from "./likely-step.ts";
import { ranCases } from "./room.ts";
import { failureAgain } from "./run-case.ts";
import { currentSession, type Exports } from "./session.ts";
import { toleranceFor } from "./tolerance.ts";

// An answer may have replaced it by now.
const wait = globalThis.setTimeout;

/** Milliseconds in which the tutor draws the verdicts before it is asked for the decoys' code. */
const PAINT_FIRST = 30;

type RanCase = (typeof ranCases)[number];
type FailedCase = RanCase & { readonly evidence: CaseFailure };

/** Kinds of failure that say by themselves what to do. */
const SELF_EXPLAINING = new Set([
  "not-yet",
  "missing-export",
  "tampered",
  "exited",
  "memory",
  "grader-fault",
]);

/**
 * Looks for the mistake behind the first failing case: first a decoy that fails it in the same way with the same
 * values, then a transformation that would make the answer's output right, or at least the step in which it lies.
 */
export async function diagnoseFirstFailure(): Promise<void> {
  const { order, report, loaded } = currentSession();
  const failed = ranCases.filter(isFailed);
  const first = failed[0];
  if (!loaded || !order.diagnose || first === undefined || SELF_EXPLAINING.has(first.evidence.failure.kind))
    return;
  await new Promise((resolve) => wait(resolve, PAINT_FIRST));
  const diagnosis = (await matchingDecoy(failed)) ?? (await guessAt(first));
  if (diagnosis !== undefined) report({ type: "diagnosed", run: order.run, id: first.name.id, diagnosis });
}

/** What would make the output right, and the step that the decoys point to where that is not the case's own. */
async function guessAt(first: FailedCase): Promise<Diagnosis | undefined> {
  const hypothesis = hypothesisFor(first.evidence);
  const step = await likelyStep(tellingCases(), first, await currentSession().decoys());
  if (step === undefined) return hypothesis;
  const sentence = `The cases that fail, and how they fail, are those of a mistake in the step "${step.subProblem}".`;
  return { source: "pattern", name: "likely-step", sentence, ...step, ...hypothesis };
}

/** The cases that say something of a mistake: not those of what is still to be written. */
function tellingCases(): readonly RanCase[] {
  return ranCases.filter((ran) => !isFailed(ran) || !SELF_EXPLAINING.has(ran.evidence.failure.kind));
}

function isFailed(ran: RanCase): ran is FailedCase {
  return ran.evidence instanceof CaseFailure;
}

/**
 * The decoy that fails the first case exactly as the answer does, and most of the other cases, too; among several, the one
 * that agrees on most. One case alone may agree by accident, most easily where it holds a few booleans.
 */
async function matchingDecoy(failed: readonly FailedCase[]): Promise<Diagnosis | undefined> {
  const session = currentSession();
  let best: { decoy: Decoy; agreement: number } | undefined;
  for (const decoy of await session.decoys()) {
    const subject = { ...session.solution, ...decoy.implementation } as Exports;
    if (!(await failsAlike(failed[0] as FailedCase, subject))) continue;
    const agreement = await agreementOf(failed, subject);
    if (agreement >= convincing(failed[0] as FailedCase) && agreement > (best?.agreement ?? 0))
      best = { decoy, agreement };
  }
  if (best === undefined) return undefined;
  const { name, teaches, subProblem, technique } = best.decoy;
  return {
    source: "decoy",
    name,
    sentence: teaches,
    subProblem,
    ...(technique !== undefined && { technique }),
  };
}

/** Least agreement at which a learner is told that this is their mistake: yes and no agree by accident more easily. */
function convincing({ evidence: { expected } }: FailedCase): number {
  const isTruth =
    (expected?.kind === "tensor" && expected.dtype === "bool") ||
    (expected?.kind === "scalar" && typeof expected.value === "boolean");
  return isTruth ? 0.75 : 0.6;
}

/**
 * Of the cases that the answer or the decoy fails the share that both fail alike; 1 for an answer with that very mistake.
 * Cases in which the decoy does not even agree with itself, for it draws random numbers, do not count.
 */
async function agreementOf(failed: readonly FailedCase[], subject: Exports): Promise<number> {
  let alikes = 0;
  let either = 0;
  for (const ran of tellingCases()) {
    const mine = failed.find(({ name }) => name.id === ran.name.id)?.evidence;
    const theirs = await evidenceOf(ran, subject);
    if (mine === undefined && theirs === undefined) continue;
    if (bothAlike(mine, theirs)) alikes += 1;
    else if (!bothAlike(theirs, await evidenceOf(ran, subject))) continue;
    either += 1;
  }
  return alikes / either;
}

async function evidenceOf({ name, run }: RanCase, subject: Exports): Promise<CaseFailure | undefined> {
  return failureAgain(name, run, subject);
}

function bothAlike(a: CaseFailure | undefined, b: CaseFailure | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return alike(a, b);
}

async function failsAlike(mine: FailedCase, subject: Exports): Promise<boolean> {
  const theirs = await failureAgain(mine.name, mine.run, subject);
  return theirs !== undefined && alike(mine.evidence, theirs);
}

/** The same expectation, the same kind of failure, the same values; two that threw must have said the same. */
function alike(mine: CaseFailure, theirs: CaseFailure): boolean {
  if (mine.expectation !== theirs.expectation || mine.failure.kind !== theirs.failure.kind) return false;
  if (mine.actual === undefined || theirs.actual === undefined)
    return mine.failure.message === theirs.failure.message;
  const tolerance = 10 * toleranceFor("float32", 64, currentSession().backend);
  return compareReadings(mine.actual, theirs.actual, tolerance).kind === "same";
}
