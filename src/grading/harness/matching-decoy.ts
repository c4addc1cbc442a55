import type { Diagnosis } from "../verdict.ts";
import { compareReadings } from "./compare.ts";
import type { Decoy } from "./decoys.ts";
import { type FailedCase, isFailed, type RanCase, tellingCases } from "./failed-cases.ts";
import type { CaseFailure } from "./failures.ts";
import type { Reading } from "./reading.ts";
import { failureAgain } from "./run-case.ts";
import { currentSession, type Exports } from "./session.ts";
import { toleranceFor } from "./tolerance.ts";

/**
 * The decoy that fails the first case exactly as the answer does, and most of the other cases, too; among several, the one
 * that agrees on most. One case alone may agree by accident, most easily where it holds a few booleans.
 */
export async function matchingDecoy(failed: readonly FailedCase[]): Promise<Diagnosis | undefined> {
  const first = failed[0] as FailedCase;
  const candidates = await decoysThatFailAlike(first);
  const enough = convincing(first);
  const decoy =
    (await closest(candidates, failed, tellingCases(), enough)) ?? (await closestOfStep(candidates, failed));
  if (decoy === undefined) return undefined;
  const { name, teaches, subProblem, technique } = decoy;
  return {
    source: "decoy",
    name,
    sentence: teaches,
    subProblem,
    ...(technique !== undefined && { technique }),
  };
}

/**
 * For an answer with a second mistake, which fails more than any decoy does: the decoy of the first case's own step that
 * agrees on the cases of this step, if the answer fails whatever the decoy fails. Not told from yes and no.
 */
async function closestOfStep(
  candidates: readonly Decoy[],
  failed: readonly FailedCase[],
): Promise<Decoy | undefined> {
  const first = failed[0] as FailedCase;
  if (holdsTruths(first.evidence.expected)) return undefined;
  const own = await contained(candidates.filter(isOfStep(first)));
  return closest(own, failed, tellingCases().filter(isOfStep(first)), convincing(first));
}

async function decoysThatFailAlike(first: FailedCase): Promise<Decoy[]> {
  const alike: Decoy[] = [];
  for (const decoy of await currentSession().decoys()) {
    if (await failsAlike(first, subjectOf(decoy))) alike.push(decoy);
  }
  return alike;
}

/** The decoy that agrees on most of the cases, if that is `enough`. */
async function closest(
  candidates: readonly Decoy[],
  failed: readonly FailedCase[],
  cases: readonly RanCase[],
  enough: number,
): Promise<Decoy | undefined> {
  let best: { decoy: Decoy; agreement: number } | undefined;
  for (const decoy of candidates) {
    const agreement = await agreementOf(failed, subjectOf(decoy), cases);
    if (agreement >= enough && agreement > (best?.agreement ?? 0)) best = { decoy, agreement };
  }
  return best?.decoy;
}

/** The decoys that fail no case which the answer passes. */
async function contained(candidates: readonly Decoy[]): Promise<Decoy[]> {
  const passed = tellingCases().filter((ran) => !isFailed(ran));
  const found: Decoy[] = [];
  for (const decoy of candidates) {
    if (await passesAll(passed, subjectOf(decoy))) found.push(decoy);
  }
  return found;
}

async function passesAll(cases: readonly RanCase[], subject: Exports): Promise<boolean> {
  for (const ran of cases) {
    if ((await evidenceOf(ran, subject)) !== undefined) return false;
  }
  return true;
}

/** The solution with the decoy's mistake in it. */
function subjectOf({ implementation }: Decoy): Exports {
  return { ...currentSession().solution, ...implementation } as Exports;
}

/** Whether a decoy or a case belongs to the step of a case. */
function isOfStep({ name: { subProblem } }: RanCase): (one: Decoy | RanCase) => boolean {
  return (one) => ("subProblem" in one ? one.subProblem : one.name.subProblem) === subProblem;
}

/** Least agreement at which a learner is told that this is their mistake: yes and no agree by accident more easily. */
function convincing({ evidence: { expected } }: FailedCase): number {
  return holdsTruths(expected) ? 0.75 : 0.6;
}

function holdsTruths(reading: Reading | undefined): boolean {
  switch (reading?.kind) {
    case "tensor":
      return reading.dtype === "bool";
    case "scalar":
      return typeof reading.value === "boolean";
    case "list":
      return reading.items.some(holdsTruths);
    case "record":
      return Object.values(reading.fields).some(holdsTruths);
    default:
      return false;
  }
}

/**
 * Of those of the cases that the answer or the decoy fails the share that both fail alike; 1 for an answer with that very mistake.
 * Cases in which the decoy does not even agree with itself, for it draws random numbers, do not count.
 */
async function agreementOf(
  failed: readonly FailedCase[],
  subject: Exports,
  cases: readonly RanCase[],
): Promise<number> {
  let alikes = 0;
  let either = 0;
  for (const ran of cases) {
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
  return compareReadings(byName(mine.actual), byName(theirs.actual), tolerance).kind === "same";
}

/** What cannot be read, by what it is called: that never makes a pass, but it tells one mistake from another. */
function byName(reading: Reading): Reading {
  switch (reading.kind) {
    case "other":
      return { kind: "scalar", value: reading.description };
    case "list":
      return { kind: "list", items: reading.items.map(byName) };
    case "record": {
      const fields = Object.entries(reading.fields).map(([name, field]) => [name, byName(field)] as const);
      return { kind: "record", fields: Object.fromEntries(fields) };
    }
    default:
      return reading;
  }
}
