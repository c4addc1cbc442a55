import type { Drawn, PictureOrder } from "../pictures/picture.ts";
import type { BackendFailure } from "../runtime/backend.ts";
import { isSafe } from "./backend-choice.ts";
import { plainTexts } from "./plain-text.ts";
import type { Report, RunOrder } from "./protocol.ts";
import type { Spare } from "./spares.ts";
import type { CaseName, CaseResult, Failure, RunEvent, RunResult, RunVerdict } from "./verdict.ts";
import type { WorkerEnd } from "./worker-process.ts";

/** What of a result is known before the run. */
export type RunHead = Pick<RunResult, "room" | "hash" | "graderVersion" | "seed">;

/** Why a process was ended before it was done. */
type Stop = "silence" | "memory" | "tampered" | "newer-save" | "backend";

/** Where a run has no result: it is the backend that failed, and nothing is known of the answer. */
export interface BackendTrouble {
  /** `ended`: the process did, and why is not known yet; an answer can end it, too. */
  readonly kind: BackendFailure["kind"] | "ended";
  readonly why: string;
}

/** How grading on one backend went. `exited`: the process had ended before its time. */
export type RunOutcome =
  /** Somebody else has ended the process, the system or a person: that says nothing of the answer. */
  | { readonly kind: "killed" }
  | { readonly kind: "graded"; readonly result: RunResult; readonly exited: boolean }
  | { readonly kind: "backend-failed"; readonly trouble: BackendTrouble }
  /** The process was gone before it was given the answer: killed while it waited, by whoever needed its memory. */
  | { readonly kind: "never-began" };

/** Silence longer than a case's budget by this much means that the code never yields: the process is ended. */
const GRACE = 1000;

/** Milliseconds between two looks at a process's memory; a loop that fills arrays takes some hundred megabytes meanwhile. */
const WEIGHING = 100;

/** Grades one answer in one warm worker, telling what happens as it happens. */
export class Run {
  readonly #spare: Spare;
  readonly #order: RunOrder;
  readonly #head: RunHead;
  readonly #emit: (event: RunEvent) => void;
  readonly #wantsPicture: boolean;
  readonly #start = performance.now();
  readonly #results = new Map<string, CaseResult>();
  #running: { readonly id: string; readonly since: number } | undefined;
  #failure: Failure | undefined;
  #loadFailed = false;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #scales: ReturnType<typeof setInterval> | undefined;
  #ended: WorkerEnd["kind"] | undefined;
  #backendFailure: BackendFailure | undefined;
  /** The worker has been given the answer: from here on it can be the answer that ends it. */
  #began = false;
  /** Why we ended the process, where we did. */
  #stopped: Stop | undefined;

  constructor(
    spare: Spare,
    order: RunOrder,
    head: RunHead,
    emit: (event: RunEvent) => void,
    wantsPicture = false,
  ) {
    this.#wantsPicture = wantsPicture;
    this.#spare = spare;
    this.#order = order;
    this.#head = head;
    this.#emit = emit;
  }

  /**
   * Runs every case. A result is for exactly the bytes of the order, and its worker is gone afterwards unless a picture
   * is wanted of it. A run that is not `repeatable` comes to its result even where somebody else ended its process.
   */
  async grade(grader: string, repeatable: boolean): Promise<RunOutcome> {
    const { worker, rehearsal } = this.#spare;
    const { run } = this.#order;
    if (rehearsal.problem !== undefined || rehearsal.faults.length > 0)
      return this.#graded({ kind: "settled" });
    worker.onOutput = (text) => this.#emit({ type: "printed", run, text });
    this.#arm();
    this.#weigh();
    const end = await worker.run(grader, this.#order, (report) => this.#take(plainTexts(report)));
    clearTimeout(this.#watchdog);
    clearInterval(this.#scales);
    if (end.kind === "exited" && !this.#began && this.#stopped === undefined) return { kind: "never-began" };
    if (repeatable && this.#isKilledByOthers(end)) return { kind: "killed" };
    const trouble = this.#troubleOfBackend(end);
    if (trouble === undefined) return this.#graded(end);
    void worker.kill();
    return { kind: "backend-failed", trouble };
  }

  #graded(end: WorkerEnd): RunOutcome {
    const result = this.#finish(end);
    this.#ended = end.kind;
    if (end.kind === "exited" || !this.#wantsPicture) void this.#spare.worker.kill();
    return { kind: "graded", result, exited: end.kind === "exited" };
  }

  /**
   * What says that it was the backend and not the answer. A process that ended by itself says so only on an accelerator,
   * whose driver can crash; whether it was that, the same answer on another backend shows.
   */
  #troubleOfBackend(end: WorkerEnd): BackendTrouble | undefined {
    if (this.#backendFailure !== undefined) return this.#backendFailure;
    if (isSafe(this.#spare.backend) || end.kind === "settled") return undefined;
    if (this.#stopped !== undefined || this.#isToldInFull()) return undefined;
    return { kind: "ended", why: "its process ended" };
  }

  /**
   * Draws what the answer does, after its verdict is told: whatever happens here changes none. Ends the process.
   */
  async draw(wanted: PictureOrder): Promise<Drawn> {
    const { worker } = this.#spare;
    if (this.#ended !== "settled") return { kind: "no-picture", why: "your code ended early." };
    const drawn = plainTexts(await worker.draw(this.#order.run, wanted));
    void worker.kill();
    if (this.#stopped === undefined) this.#emit({ type: "drawn", run: this.#order.run, drawn });
    return drawn;
  }

  /** A newer save came: ends the process, whatever it is doing. */
  cancel(): void {
    this.#stop("newer-save");
  }

  /** No answer can send this signal, and Node's own ends have others. */
  #isKilledByOthers(end: WorkerEnd): boolean {
    return end.kind === "exited" && end.signal === "SIGKILL" && this.#stopped === undefined && !end.noise;
  }

  #expected(): readonly CaseName[] {
    return expectedOf(this.#spare, this.#order.only);
  }

  #arm(): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(
      () => this.#stop(this.#spare.worker.isHoarding() ? "memory" : "silence"),
      this.#order.caseBudget + GRACE,
    );
  }

  /** Where the system cannot limit what the process takes (see WorkerLimits), it is looked at. */
  #weigh(): void {
    const { backend, worker } = this.#spare;
    if (isSafe(backend)) return;
    this.#scales = setInterval(() => worker.isOverLimit() && this.#stop("memory"), WEIGHING);
  }

  #stop(reason: Stop): void {
    this.#stopped ??= reason;
    void this.#spare.worker.kill();
  }

  #take(report: Report): void {
    if (this.#backendFailure !== undefined) return; // what follows was computed on something broken
    this.#arm();
    const { run } = this.#order;
    if (report.type === "ordered") {
      this.#began = true;
    } else if (report.type === "case-started") {
      this.#running = { id: report.id, since: performance.now() };
      this.#emit({ type: "case-started", run, id: report.id });
    } else if (report.type === "case-finished") {
      this.#running = undefined;
      this.#keep(this.#isDisturbedBy(report.result) ? disturbed(report.result) : report.result);
      // Nothing that runs in a changed language can be trusted, the test runner included.
      if (this.#results.get(report.result.id)?.failure?.kind === "tampered") this.#stop("tampered");
    } else if (report.type === "load-failed") {
      this.#loadFailed = true;
      this.#failure = report.failure;
      if (report.failure.kind === "tampered") this.#stop("tampered");
    } else if (report.type === "diagnosed") {
      this.#diagnose(report.id, report);
    } else if (report.type === "backend-failed") {
      this.#backendFails(report.failure);
    } else if (report.type === "progress") {
      this.#emit({ type: "progress", run, progress: report.progress });
    } else if (report.type === "stray-error") {
      this.#failure ??= {
        ...report.failure,
        message: `Something you started failed later, outside every case. ${report.failure.message}`,
      };
    }
  }

  /** The device had done each case's work before that case was told: verdicts that are complete stand. */
  #backendFails(failure: BackendFailure): void {
    if (this.#stopped !== undefined || this.#results.size === this.#expected().length) return;
    this.#backendFailure = failure;
    this.#stop("backend");
  }

  /** Each case speaks once; a second word about it is not believed. */
  #keep(result: CaseResult): void {
    if (this.#results.has(result.id) || !this.#expected().some(({ id }) => id === result.id)) return;
    this.#results.set(result.id, result);
    this.#emit({ type: "case-finished", run: this.#order.run, result });
  }

  #diagnose(id: string, { diagnosis }: Extract<Report, { type: "diagnosed" }>): void {
    const result = this.#results.get(id);
    if (result === undefined || result.status === "pass") return;
    this.#results.set(id, { ...result, diagnosis });
    this.#emit({ type: "diagnosed", run: this.#order.run, id, diagnosis });
  }

  #finish(end: WorkerEnd): RunResult {
    if (end.kind === "exited" && this.#stopped !== "newer-save" && this.#stopped !== "tampered")
      this.#blame(end);
    const cases = this.#expected().map(
      (name): CaseResult => this.#results.get(name.id) ?? { ...name, status: "not-run", milliseconds: 0 },
    );
    const verdict = this.#verdict(cases, end);
    const result: RunResult = {
      ...this.#head,
      backend: this.#spare.backend,
      verdict,
      cases,
      milliseconds: performance.now() - this.#start,
      ...(this.#spare.notice !== undefined && { notice: this.#spare.notice }),
      ...(this.#failure !== undefined && { failure: this.#failure }),
    };
    this.#emit({ type: "run-finished", run: this.#order.run, result });
    return result;
  }

  /** The process ended before its time: the case that ran then is why, or the file itself if none had started. */
  #blame(end: WorkerEnd & { kind: "exited" }): void {
    if (this.#isToldInFull()) return; // it ended while the mistake was looked for; the verdicts stand
    const failure = this.#whyItEnded(end);
    const name = this.#expected().find(({ id }) => id === this.#running?.id);
    if (name === undefined || this.#running === undefined) {
      this.#failure = failure;
      this.#loadFailed = this.#results.size === 0;
      return;
    }
    const milliseconds = performance.now() - this.#running.since;
    this.#keep({ ...name, status: failure.kind === "timeout" ? "timeout" : "error", milliseconds, failure });
    this.#failure ??= failure;
  }

  /** Every case has reported and at least one did not pass: nothing can change the verdict any more. */
  #isToldInFull(): boolean {
    const results = [...this.#results.values()];
    return results.length === this.#expected().length && results.some(({ status }) => status !== "pass");
  }

  #whyItEnded(end: WorkerEnd & { kind: "exited" }): Failure {
    if (this.#stopped === "silence") return hung(this.#order.caseBudget, this.#running === undefined);
    return this.#stopped === "memory" ? HOARDED : died(end);
  }

  /**
   * A grader that has just passed the solution in this process, and fails on its own account with an answer in it, is
   * not broken: the answer has changed what it stands on.
   */
  #isDisturbedBy({ status }: CaseResult): boolean {
    return status === "grader-fault" && this.#hasProvenItself();
  }

  #hasProvenItself(): boolean {
    const { problem, faults } = this.#spare.rehearsal;
    return problem === undefined && faults.length === 0 && this.#order.subject.kind === "answer";
  }

  #verdict(cases: readonly CaseResult[], end: WorkerEnd): RunVerdict {
    if (this.#stopped === "newer-save") return "cancelled";
    if (this.#brokenGrader(cases, end)) return "could-not-grade";
    if (this.#loadFailed) return "could-not-load";
    if (this.#isSilent(cases, end)) this.#failure ??= DISTURBED;
    const passed =
      end.kind === "settled" && cases.length > 0 && cases.every(({ status }) => status === "pass");
    return passed && this.#failure === undefined ? "passed" : "failed";
  }

  /** The run came to its end, and yet a case was never reported. */
  #isSilent(cases: readonly CaseResult[], end: WorkerEnd): boolean {
    return end.kind === "settled" && !this.#loadFailed && cases.some(({ status }) => status === "not-run");
  }

  #brokenGrader(cases: readonly CaseResult[], end: WorkerEnd): boolean {
    const { problem, faults } = this.#spare.rehearsal;
    const fault = cases.find(({ status }) => status === "grader-fault");
    const silent = this.#isSilent(cases, end) && !this.#hasProvenItself();
    const why =
      problem ??
      faults[0]?.failure?.message ??
      fault?.failure?.message ??
      (silent ? "a case was never reported." : undefined);
    if (why === undefined) return false;
    this.#failure = {
      kind: "grader-fault",
      label: "",
      message: `internal: the grader of ${this.#head.room} is broken, not your answer: ${why.replace(/^internal: /, "")}`,
    };
    return true;
  }
}

/** The cases that a run on this spare has to report. */
export function expectedOf({ rehearsal }: Spare, only: string | undefined): readonly CaseName[] {
  return only === undefined ? rehearsal.cases : rehearsal.cases.filter(({ id }) => id === only);
}

/** What a learner reads whose code breaks the grader that passed the solution in the same process. */
const DISTURBED: Failure = {
  kind: "tampered",
  label: "",
  message:
    "With your code loaded, the grader no longer works, though it has just graded the solution in the same process. Your code changes something that it relies on: a built-in object, tf itself, or the process.",
};

function disturbed(result: CaseResult): CaseResult {
  return { ...result, status: "error", failure: DISTURBED };
}

const KILLED =
  "The grading process was ended from outside (SIGKILL) each time your code ran. Systems do that where memory runs out: does a list or a tensor grow without end, or do other programs need all there is?";

const HOARDED: Failure = {
  kind: "memory",
  label: "",
  message: "Your code asked for more memory than a room may use. Does a list or a tensor grow without end?",
};

function hung(budget: number, loading: boolean): Failure {
  const where = loading
    ? "Your file did not finish loading: a loop or an await at its top level never ends."
    : "This case never ends: is there a loop whose condition stays true?";
  return {
    kind: "timeout",
    label: "",
    message: `${where} It was stopped after ${(budget + GRACE) / 1000} s without a sign of life.`,
  };
}

function died({ code, signal, stderr, noise }: WorkerEnd & { kind: "exited" }): Failure {
  if (noise) return DISTURBED;
  if (/heap out of memory|heap limit|Array buffer allocation failed|bad_alloc/.test(stderr)) {
    return HOARDED;
  }
  if (signal === "SIGXCPU") {
    return { kind: "timeout", label: "", message: "Your code used more processor time than a room may use." };
  }
  if (signal === "SIGKILL") return { kind: "exited", label: "", message: KILLED };
  const how = signal === undefined ? `with exit code ${code}` : `by ${signal}`;
  return {
    kind: "exited",
    label: "",
    message: `Your code ended the grading process ${how}. A room is graded by what your functions return.`,
  };
}
