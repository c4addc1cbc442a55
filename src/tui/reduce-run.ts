import type { SubProblem } from "../curriculum/model.ts";
import type { CaseName, CaseResult, Diagnosis, RunResult, TrainingProgress } from "../grading/verdict.ts";
import type { ScreenEvent } from "./events.ts";
import { waitingRow } from "./initial.ts";
import { staleRow, withStaleVerdicts } from "./stale.ts";
import type { CaseRow, FailurePanel, Phase, TrainingPanel, WatchState } from "./state.ts";

/** The events that belong to a run and carry its number. */
export type RunBoundEvent = Extract<ScreenEvent, { readonly run: number }>;

/** Lines of the learner's output that are kept; a loop that prints must not fill the memory. */
const KEPT_LINES = 500;
const KEPT_LOSSES = 400;

/** What a run tells, told to the screen. Events of any run but the newest one change nothing. */
export function reduceRun(state: WatchState, event: RunBoundEvent): WatchState {
  if (event.type === "run-started") {
    return event.run > state.newestRun ? runStarted(state, event.run, event.cases) : state;
  }
  if (event.run !== state.run) return state;
  switch (event.type) {
    case "case-started":
      return withRow(state, event.id, (row) => ({ ...waitingRow(row), status: "running" }));
    case "case-finished":
      return caseFinished(state, event.result);
    case "diagnosed":
      return diagnosed(state, event.id, event.diagnosis);
    case "backend-failed":
      return startedAnew(state, event.notice);
    case "printed":
      return { ...state, printed: printedAfter(state.printed, event.text) };
    case "progress":
      return { ...state, training: trainingAfter(state.training, event.progress) };
    case "drawn":
      return { ...state, picture: { ...event.drawn, ...(event.path !== undefined && { path: event.path }) } };
    case "run-finished":
      return runFinished(state, event.result);
    case "room-passed":
      return passed(state, event);
  }
}

/** Verdicts of the earlier save stay, marked as such, until this run has its own. */
function runStarted(state: WatchState, run: number, cases: readonly CaseName[]): WatchState {
  const earlier = withStaleVerdicts(state);
  const scroll = state.overlay === undefined ? undefined : state.scroll;
  return {
    ...earlier,
    cases: rowsFor(cases, earlier.cases),
    phase: { kind: "grading" },
    printed: [],
    picture: undefined,
    training: undefined,
    attention: "verdict",
    scroll,
    run,
    newestRun: run,
  };
}

/** What the failed backend said is no verdict: the rows wait again, and one sentence says why. */
function startedAnew(state: WatchState, notice: string): WatchState {
  const { cases, failure } = withStaleVerdicts(state);
  return { ...state, cases, failure, printed: [], training: undefined, notice };
}

/** A run that could not list its cases leaves the rows of the one before. */
function rowsFor(cases: readonly CaseName[], before: readonly CaseRow[]): readonly CaseRow[] {
  if (cases.length === 0) return before;
  const known = new Map(before.map((row) => [row.id, row]));
  return cases.map((name) => known.get(name.id) ?? waitingRow(name));
}

function caseFinished(state: WatchState, result: CaseResult): WatchState {
  const next = { ...withRow(state, result.id, () => rowOf(result)), training: undefined };
  if (result.status === "pass") return next;
  return isFirstFailure(next, result) ? showFailure(next, result) : next;
}

function rowOf(result: CaseResult): CaseRow {
  const { id, subProblem, title, status, milliseconds, failure } = result;
  return { id, subProblem, title, status, milliseconds, failure, stale: false };
}

function withRow(state: WatchState, id: string, change: (row: CaseRow) => CaseRow): WatchState {
  return { ...state, cases: state.cases.map((row) => (row.id === id ? change(row) : row)) };
}

/** True unless a case further up already failed in this run. */
function isFirstFailure(state: WatchState, result: CaseResult): boolean {
  const shown = state.failure;
  if (shown === undefined || shown.stale) return true;
  const place = (id: string) => state.cases.findIndex((row) => row.id === id);
  return place(result.id) <= place(shown.result.id);
}

/** Puts a failing case on the panel. The hints on screen stay only if they are for the same sub-problem. */
function showFailure(state: WatchState, result: CaseResult): WatchState {
  const failure = panelOf(state, result);
  const hint = state.hint?.subProblem.id === hintedSubProblem(result) ? state.hint : undefined;
  return { ...state, failure, hint };
}

function panelOf(state: WatchState, result: CaseResult): FailurePanel {
  const subProblem = state.room.subProblems.find((one) => one.id === result.subProblem) ?? unlisted(result);
  const hinted = state.room.subProblems.find((one) => one.id === hintedSubProblem(result)) ?? subProblem;
  const technique = result.diagnosis?.technique ?? hinted.techniques[0];
  return { result, subProblem, technique, stale: false };
}

/** Where the mistake lies, which may be another step than the one whose case found it. */
function hintedSubProblem({ subProblem, diagnosis }: CaseResult): string {
  return diagnosis?.subProblem ?? subProblem;
}

/**
 * A grader that names a sub-problem its room does not list is a fault of ours, but no reason to show nothing.
 */
function unlisted(result: CaseResult): SubProblem {
  return { id: result.subProblem, title: result.subProblem, type: "", techniques: [], rungs: [] };
}

function diagnosed(state: WatchState, id: string, diagnosis: Diagnosis): WatchState {
  const shown = state.failure;
  if (shown === undefined || shown.stale || shown.result.id !== id) return state;
  return showFailure(state, { ...shown.result, diagnosis });
}

/** A step that starts anew belongs to another training; its curve starts anew, too. */
function trainingAfter(before: TrainingPanel | undefined, progress: TrainingProgress): TrainingPanel {
  const goesOn = before !== undefined && progress.step > before.step;
  const losses = goesOn ? before.losses : [];
  const next = progress.loss === undefined ? losses : [...losses, progress.loss].slice(-KEPT_LOSSES);
  return { ...progress, losses: next };
}

function printedAfter(before: readonly string[], text: string): readonly string[] {
  const lines = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  return [...before, ...lines].slice(-KEPT_LINES);
}

function runFinished(state: WatchState, result: RunResult): WatchState {
  if (result.verdict === "cancelled") return state; // the newer save's run is about to start
  const { backend, milliseconds } = result;
  const timed = { ...state, backend, milliseconds, training: undefined };
  const phase = phaseAfter(result);
  if (phase.kind === "failed-outside")
    return { ...timed, phase, cases: result.cases.map(rowOf), failure: undefined, hint: undefined };
  if (phase.kind !== "settled") return { ...withStaleVerdicts(timed), cases: keptRows(state, result), phase };
  return settled({ ...timed, phase }, result);
}

function phaseAfter(result: RunResult): Phase {
  if (result.failure !== undefined && result.verdict === "could-not-load") {
    return { kind: "could-not-load", failure: result.failure };
  }
  if (result.failure !== undefined && result.verdict === "could-not-grade") {
    return { kind: "could-not-grade", failure: result.failure };
  }
  if (result.failure !== undefined && result.verdict === "failed" && !result.cases.some(hasFailed)) {
    return { kind: "failed-outside", failure: result.failure };
  }
  const passing = result.cases.filter((one) => one.status === "pass").length;
  return { kind: "settled", passed: passing, total: result.cases.length };
}

/** Nothing ran: what an earlier save earned stays visible as its own. */
function keptRows(state: WatchState, result: RunResult): readonly CaseRow[] {
  return rowsFor(result.cases, state.cases).map(staleRow);
}

function settled(state: WatchState, result: RunResult): WatchState {
  const next = { ...state, cases: result.cases.map(rowOf) };
  const first = result.cases.find(hasFailed) ?? result.cases.find((one) => one.status !== "pass");
  if (first === undefined) return { ...next, failure: undefined, hint: undefined };
  const diagnosis = first.diagnosis ?? knownDiagnosis(state, first.id);
  return showFailure(next, diagnosis === undefined ? first : { ...first, diagnosis });
}

function hasFailed({ status }: CaseResult): boolean {
  return status !== "pass" && status !== "not-run";
}

function knownDiagnosis(state: WatchState, id: string): Diagnosis | undefined {
  const shown = state.failure;
  return shown !== undefined && !shown.stale && shown.result.id === id ? shown.result.diagnosis : undefined;
}

function passed(state: WatchState, event: Extract<ScreenEvent, { type: "room-passed" }>): WatchState {
  const { reward, passedRooms } = event;
  const phase = { kind: "passed" as const, reward };
  return {
    ...state,
    phase,
    passedRooms,
    failure: undefined,
    hint: undefined,
    overlay: undefined,
    scroll: undefined,
  };
}
