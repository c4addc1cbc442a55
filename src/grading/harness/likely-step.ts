import type { Decoy } from "./decoys.ts";
import type { RanCase } from "./failed-cases.ts";
import { CaseFailure } from "./failures.ts";
import { failureAgain } from "./run-case.ts";
import { currentSession, type Exports } from "./session.ts";

/** For each case in which way it failed, in the cases' order; undefined where it passed. */
type Pattern = readonly (string | undefined)[];

/** Where a mistake most likely lies, and which technique is about it where that is not the step's first. */
export interface LikelyStep {
  readonly subProblem: string;
  readonly technique?: string;
}

/** Milliseconds of computing after which no guess is made: the learner is reading the values by then. */
const PATIENCE = 3000;

/** Least similarity at which a decoy is believed. */
const ALIKE = 0.5;

// An answer may have replaced it by now. Time spent computing, so that a busy machine gives no other diagnosis.
const cpuUsage = process.cpuUsage.bind(process);

/**
 * The step in which the mistake most likely lies, where that is not simply the first failing case's: a case runs the whole
 * answer, so a mistake in a later step also fails the cases of earlier ones. Told by the decoys: the cases that the answer
 * fails, and in which way, are compared with those that each decoy fails.
 *
 * An answer may hold several mistakes, and then resembles decoys of steps that are right. So a decoy counts only if it fails
 * the first failing case, too, and if its step has a case that fails.
 *
 * @returns undefined where the decoys tell nothing: the answer stopped with an error, which has a line; nothing passes and
 * all fail by their values; no decoy of another step is closer than those of this one; or time is up.
 */
export async function likelyStep(
  cases: readonly RanCase[],
  first: RanCase,
  decoys: readonly Decoy[],
): Promise<LikelyStep | undefined> {
  const mine = cases.map(({ evidence }) => wayOf(evidence));
  if (first.result.status !== "fail" || mine.every((way) => way === "values")) return undefined;
  const end = computed() + PATIENCE;
  const rated: Rated[] = [];
  const firstAt = cases.indexOf(first);
  for (const decoy of decoys) {
    if (cases.every(({ name, evidence }) => name.subProblem !== decoy.subProblem || evidence === undefined))
      continue;
    const theirs = await patternOf(decoy, cases, end);
    if (theirs === undefined) return undefined;
    if (theirs[firstAt] !== undefined) rated.push({ step: stepOf(decoy), alike: similarity(mine, theirs) });
  }
  const usual: LikelyStep = { subProblem: first.name.subProblem };
  const best = clearWinner(rated.filter(({ alike }) => alike > ALIKE));
  return best === undefined || sameStep(best, usual) ? undefined : best;
}

interface Rated {
  readonly step: LikelyStep;
  readonly alike: number;
}

/** The step of the decoys that are closest; undefined where equally close ones disagree. */
function clearWinner(rated: readonly Rated[]): LikelyStep | undefined {
  const closest = Math.max(...rated.map(({ alike }) => alike));
  const [step, ...others] = rated.filter(({ alike }) => alike === closest).map((one) => one.step);
  return step !== undefined && others.every((other) => sameStep(other, step)) ? step : undefined;
}

function stepOf({ subProblem, technique }: Decoy): LikelyStep {
  return { subProblem, ...(technique !== undefined && { technique }) };
}

function sameStep(a: LikelyStep, b: LikelyStep): boolean {
  return a.subProblem === b.subProblem && a.technique === b.technique;
}

/** From 0 to 1: the share, of the cases that either fails, which both fail; failing in another way counts half. */
function similarity(mine: Pattern, theirs: Pattern): number {
  let alike = 0;
  let either = 0;
  mine.forEach((way, i) => {
    const other = theirs[i];
    if (way === undefined && other === undefined) return;
    either += 1;
    if (way !== undefined && other !== undefined) alike += way === other ? 1 : 0.5;
  });
  return either === 0 ? 0 : alike / either;
}

async function patternOf(decoy: Decoy, cases: readonly RanCase[], end: number): Promise<Pattern | undefined> {
  const subject = { ...currentSession().solution, ...decoy.implementation } as Exports;
  const pattern: (string | undefined)[] = [];
  for (const { name, run } of cases) {
    if (computed() > end) return undefined;
    pattern.push(wayOf(await failureAgain(name, run, subject)));
  }
  return pattern;
}

/** Milliseconds that this process has computed so far. */
function computed(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}

/** The kind of failure; of a wrong shape also whether it holds as many entries as the right one, in another order. */
function wayOf(evidence: unknown): string | undefined {
  if (!(evidence instanceof CaseFailure)) return undefined;
  const { failure, actual, expected } = evidence;
  const tensors = actual?.kind === "tensor" && expected?.kind === "tensor";
  const rearranged = failure.kind === "shape" && tensors && actual.values.length === expected.values.length;
  return rearranged ? "rearranged" : failure.kind;
}
