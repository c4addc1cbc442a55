import type { Bench } from "./bench.ts";
import type { Mutant } from "./mutants.ts";
import type { Outcome } from "./outcome.ts";

export interface GradedMutant {
  readonly mutant: Mutant;
  readonly outcome: Outcome;
}

/** So many mutants share a process. */
const TOGETHER = 20;

/** Milliseconds of a run on the solution from which on a process for each mutant, ended early, is quicker. */
const SLOW = 700;

/** What has not ended after so many times its budget never will. */
const PATIENCE = 4;

/**
 * What the grader says of each mutant, in their order.
 *
 * @throws Error where the grader rejects the solution: nothing that it says of mutants would mean anything.
 */
export async function gradeMutants(
  bench: Bench,
  solution: string,
  mutants: readonly Mutant[],
  onProgress: (done: number) => void = () => {},
): Promise<GradedMutant[]> {
  const isSlow = (await millisecondsOf(bench, solution)) > SLOW;
  const graded: GradedMutant[] = [];
  for (let i = 0; i < mutants.length; i += TOGETHER) {
    const some = mutants.slice(i, i + TOGETHER);
    graded.push(...(isSlow ? await eachAlone(bench, some) : await together(bench, solution, some)));
    onProgress(graded.length);
  }
  await bench.renew();
  return graded;
}

async function millisecondsOf(bench: Bench, solution: string): Promise<number> {
  let start = 0;
  for (const _ of ["cold", "warm"]) {
    start = performance.now();
    const outcome = await bench.grade(solution);
    if (outcome.kind !== "passed")
      throw new Error(`The grader rejects its own solution: ${JSON.stringify(outcome)}`);
  }
  return performance.now() - start;
}

/**
 * Several in one process. What one leaves behind there (a mode, a hook, memory) may decide about the next, so a
 * rejection counts only if the solution still passes at the end, and what is not rejected is tried again alone.
 */
async function together(bench: Bench, solution: string, mutants: readonly Mutant[]): Promise<GradedMutant[]> {
  await bench.renew();
  const graded: (GradedMutant & { readonly process: number })[] = [];
  let process = 0;
  for (const mutant of mutants) {
    graded.push({ mutant, outcome: await bench.grade(mutant.text), process });
    if (!bench.isAlive) process++;
  }
  const isSound = bench.isAlive && (await bench.grade(solution)).kind === "passed";
  const settled: GradedMutant[] = [];
  for (const { mutant, outcome, process: its } of graded) {
    const isSure = isSound && its === process && outcome.kind === "rejected" && outcome.by !== "";
    settled.push(isSure ? { mutant, outcome } : await alone(bench, mutant, outcome));
  }
  return settled;
}

async function eachAlone(bench: Bench, mutants: readonly Mutant[]): Promise<GradedMutant[]> {
  const graded: GradedMutant[] = [];
  for (const mutant of mutants) graded.push(await alone(bench, mutant));
  return graded;
}

/** In a process of its own. A busy machine may make an honest answer late, so what is late gets much more time. */
async function alone(bench: Bench, mutant: Mutant, before?: Outcome): Promise<GradedMutant> {
  if (before?.kind !== "timed-out") {
    const outcome = await bench.gradeAlone(mutant.text, { stopEarly: true });
    if (outcome.kind !== "timed-out") return { mutant, outcome };
  }
  return { mutant, outcome: await bench.gradeAlone(mutant.text, { stopEarly: true, patience: PATIENCE }) };
}
