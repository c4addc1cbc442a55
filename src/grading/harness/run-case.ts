import { markTensors } from "../../runtime/memory.ts";
import type { CaseName, CaseResult, CaseStatus, Failure } from "../verdict.ts";
import { type CaseContext, CaseLedger, caseContext, refuseChangedInputs } from "./context.ts";
import { CaseFailure, failureOf } from "./failures.ts";
import { currentSession, type Exports } from "./session.ts";
import { seedOf } from "./slug.ts";

export type CaseFunction = (context: CaseContext<never>) => Promise<void>;

/** A case's result and, where it failed, the failure with the values that diagnosis compares. */
export interface CaseRun {
  readonly result: CaseResult;
  readonly evidence: CaseFailure | undefined;
}

// An answer may replace these; the harness measures and waits with its own.
const { setTimeout: wait, clearTimeout: stopWaiting } = globalThis;
const now = performance.now.bind(performance);

/** Runs one case with `subject` in the learner's place. Never throws: whatever happens becomes a status. */
export async function runCase(name: CaseName, run: CaseFunction, subject: Exports): Promise<CaseRun> {
  const start = now();
  const outcome = await attempt(name, run, subject);
  const milliseconds = now() - start;
  if (outcome === undefined)
    return { result: { ...name, status: "pass", milliseconds }, evidence: undefined };
  const { failure } = outcome;
  return { result: { ...name, status: statusOf(failure), milliseconds, failure }, evidence: outcome };
}

/** Runs a case again, to compare how another subject fails it, and frees what that took: there may be hundreds of these. */
export async function failureAgain(
  name: CaseName,
  run: CaseFunction,
  subject: Exports,
): Promise<CaseFailure | undefined> {
  const release = markTensors();
  try {
    return await attempt(name, run, subject);
  } finally {
    release();
  }
}

/** The failure of a case, or undefined where everything that it expects holds. */
async function attempt(
  name: CaseName,
  run: CaseFunction,
  subject: Exports,
): Promise<CaseFailure | undefined> {
  const { order } = currentSession();
  const ledger = new CaseLedger();
  const context = caseContext<never>(subject, seedOf(order.room, name.id, order.seed), ledger);
  try {
    await withinBudget(run(context), order.caseBudget);
    await refuseChangedInputs(ledger);
  } catch (thrown) {
    if (thrown instanceof CaseFailure) return thrown;
    return strayFailure(name, run, subject, thrown);
  }
  return withoutEvidence(ledger);
}

/** A pass needs positive evidence: at least one expectation held, and none failed even if the failure was swallowed. */
function withoutEvidence(ledger: CaseLedger): CaseFailure | undefined {
  if (ledger.expectations > 0 && !ledger.failed) return undefined;
  const message = ledger.failed
    ? "internal: a failed expectation of this case was swallowed."
    : "internal: this case expects nothing.";
  return new CaseFailure({ kind: "grader-fault", label: "", message }, 0);
}

/** A case's own code threw. If it runs with the solution, the answer is the reason; if not, the grader is broken. */
async function strayFailure(
  name: CaseName,
  run: CaseFunction,
  subject: Exports,
  thrown: unknown,
): Promise<CaseFailure> {
  const { order, solution } = currentSession();
  const failure = failureOf(thrown, "", order.answerPath);
  if (subject === solution) return new CaseFailure(asGraderFault(failure), 0);
  if (failure.kind !== "threw") return new CaseFailure(failure, 0);
  const control = await attempt(name, run, solution);
  return new CaseFailure(control === undefined ? failure : asGraderFault(failure), 0);
}

function asGraderFault(failure: Failure): Failure {
  return {
    ...failure,
    kind: "grader-fault",
    message: `internal: the grader itself failed. ${failure.message}`,
  };
}

async function withinBudget(run: Promise<void>, budget: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `It did not finish within ${budget / 1000} s. Does it wait for a promise that never settles, or do far too much work?`;
    timer = wait(() => reject(new CaseFailure({ kind: "timeout", label: "", message }, 0)), budget);
  });
  try {
    await Promise.race([run, late]);
  } finally {
    stopWaiting(timer);
  }
}

function statusOf(failure: Failure): CaseStatus {
  switch (failure.kind) {
    case "grader-fault":
      return "grader-fault";
    case "timeout":
      return "timeout";
    case "not-yet":
    case "missing-export":
    case "threw":
    case "exited":
    case "memory":
    case "tampered":
      return "error";
    default:
      return "fail";
  }
}
