import type { Report, RunOrder } from "./protocol.ts";
import type { CaseName, CaseResult } from "./verdict.ts";
import type { WorkerProcess } from "./worker-process.ts";

/** What a worker learned of a grader by running it on the solution: its cases, and which of them our solution fails. */
export interface Rehearsal {
  readonly cases: readonly CaseName[];
  readonly faults: readonly CaseResult[];
  /** Set where the grader could not even be loaded. */
  readonly problem?: string;
}

/**
 * Runs a grader on its solution. That is what makes the next run fast (code compiled, kernels started), what tells which
 * cases to expect, and the proof that the grader accepts the right answer on this backend.
 */
export async function rehearse(
  worker: WorkerProcess,
  grader: string,
  order: Omit<RunOrder, "run" | "subject" | "diagnose">,
): Promise<Rehearsal> {
  const results: CaseResult[] = [];
  let problem: string | undefined;
  const onReport = (report: Report) => {
    if (report.type === "case-finished") results.push(report.result);
    // What the backend lacks shows in the cases, if it matters.
    if (report.type === "backend-failed" && report.failure.kind === "device") problem ??= report.failure.why;
    if (report.type === "load-failed") problem ??= report.failure.message;
  };
  const { only: _, ...all } = order as RunOrder;
  const end = await worker.run(
    grader,
    { ...all, run: 0, subject: { kind: "solution" }, diagnose: false },
    onReport,
  );
  if (end.kind === "exited")
    problem = `the grading process ended (${end.signal ?? end.code}) while it ran the solution. ${end.stderr.trim().slice(-300)}`;
  else if (results.length === 0) problem ??= `its grader has no cases. ${end.error ?? ""}`.trim();
  return {
    cases: results.map(({ id, subProblem, title }) => ({ id, subProblem, title })),
    faults: results.filter(({ status }) => status !== "pass"),
    ...(problem !== undefined && { problem }),
  };
}
