import type { Room } from "../curriculum/model.ts";
import type { Drawn, PictureOrder } from "../pictures/picture.ts";
import { FALLBACK } from "./backend-choice.ts";
import { hashOf } from "./hash.ts";
import { NoBackendError } from "./no-backend.ts";
import { answerOrder, partOf } from "./part.ts";
import type { RunOrder } from "./protocol.ts";
import { type BackendTrouble, expectedOf, Run, type RunHead, type RunOutcome } from "./run.ts";
import { type Part, type Spare, Spares } from "./spares.ts";
import { graderVersion, TransformServer } from "./transform-server.ts";
import type { Failure, RunEvent, RunResult } from "./verdict.ts";

export interface GraderOptions {
  /** arena's own folder. */
  readonly root: string;
  readonly rooms: readonly Room[];
  readonly backend: string;
  readonly emit?: (event: RunEvent) => void;
}

/** One save to be graded. */
export interface Save {
  readonly room: Room;
  readonly path: string;
  readonly text: string;
  readonly seed?: number;
  /** Only this case. */
  readonly only?: string;
}

/**
 * Grades saves, one at a time, the newest first: a save that comes while another is graded ends that run at once, so
 * that a verdict always belongs to the bytes that are in the file.
 */
export class Grader {
  readonly #server: TransformServer;
  readonly #spares: Spares;
  readonly #emit: (event: RunEvent) => void;
  readonly #versions = new Map<string, string>();
  #runs = 0;
  #announced = 0;
  #current: Run | undefined;

  private constructor(server: TransformServer, spares: Spares, emit: (event: RunEvent) => void) {
    this.#server = server;
    this.#spares = spares;
    this.#emit = emit;
  }

  static async start({ root, rooms, backend, emit = () => {} }: GraderOptions): Promise<Grader> {
    const server = await TransformServer.start(
      root,
      rooms.map(({ files }) => files),
    );
    return new Grader(server, new Spares(root, server, backend), emit);
  }

  /** Warms a worker for this room while the learner reads. */
  prepare(room: Room, path: string, seed = 0): void {
    this.#spares.prepare(partOf(room, path, seed));
  }

  /** Grades a save. Resolves to a result for exactly this text; never throws for anything the learner's code does. */
  async grade({ room, path, text, seed = 0, only }: Save): Promise<RunResult> {
    const run = ++this.#runs;
    this.#current?.cancel();
    this.#current = undefined;
    const head: RunHead = { room: room.id, hash: hashOf(text), graderVersion: this.#versionOf(room), seed };
    const id = this.#server.keep(path, text, run);
    try {
      const syntax = await this.#server.parse(id);
      if (run !== this.#runs) return this.#unstarted(run, head, "cancelled");
      if (syntax !== undefined) return this.#unstarted(run, head, "could-not-load", syntax);
      return await this.#inWorker(run, head, room, path, id, only);
    } finally {
      this.#server.forget(id);
    }
  }

  /** Draws what the answer graded last does. The event `drawn` says the same. */
  async draw(wanted: PictureOrder): Promise<Drawn> {
    return (await this.#current?.draw(wanted)) ?? { kind: "no-picture", why: "nothing has been graded." };
  }

  /** Ends the run in progress, if there is one. */
  cancel(): void {
    this.#runs++;
    this.#current?.cancel();
  }

  async close(): Promise<void> {
    this.cancel();
    this.#spares.drop();
    await this.#server.close();
  }

  async #inWorker(
    run: number,
    head: RunHead,
    room: Room,
    path: string,
    id: string,
    only: string | undefined,
  ): Promise<RunResult> {
    const part = partOf(room, path, head.seed);
    const order = answerOrder(part, run, id, only);
    const task: Task = { run, head, part, order, wantsPicture: room.files.picture !== undefined };
    // A process that somebody else has ended, while it waited or in its run, is replaced once.
    return (
      (await this.#attempt(task, only, true)) ??
      (await this.#attempt(task, only, false)) ??
      this.#neverBegan(task)
    );
  }

  async #attempt(task: Task, only: string | undefined, repeatable: boolean): Promise<RunResult | undefined> {
    const { run, head, part } = task;
    const spare = await this.#spares.take(part).catch(asError);
    const isGone = spare instanceof Error || !spare.worker.isAlive;
    if (repeatable && isGone && run === this.#runs) return undefined;
    const refusal = this.#refusalOf(spare, task);
    if (refusal !== undefined) return refusal;
    const ready = spare as Spare;
    if (this.#announced !== run)
      this.#emit({ type: "run-started", run, hash: head.hash, cases: expectedOf(ready, only) });
    this.#announced = run; // a run that is repeated has been announced
    if (ready.notice !== undefined) this.#emit({ type: "backend-failed", run, notice: ready.notice });
    const refill = setTimeout(() => this.#spares.prepare(part), REFILL_AFTER);
    const outcome = await this.#gradeOn(ready, task, repeatable);
    clearTimeout(refill);
    if (outcome.kind === "killed" || outcome.kind === "never-began") {
      if (run !== this.#runs) return this.#unstarted(run, head, "cancelled");
      return repeatable ? undefined : this.#neverBegan(task);
    }
    const result =
      outcome.kind === "graded" ? outcome.result : await this.#gradeAnew(outcome.trouble, ready, task);
    setTimeout(() => run === this.#runs && this.#spares.prepare(part), PAINT_FIRST);
    return result;
  }

  #gradeOn(
    spare: Spare,
    { order, head, part, wantsPicture }: Task,
    repeatable: boolean,
  ): Promise<RunOutcome> {
    this.#current = new Run(spare, order, head, (event) => this.#emit(event), wantsPicture);
    return this.#current.grade(part.grader, repeatable);
  }

  /** The backend failed in the middle of a run: nothing it said is kept, and every case is done on one that always works. */
  async #gradeAnew(trouble: BackendTrouble, failed: Spare, task: Task): Promise<RunResult> {
    const { run } = task;
    if (trouble.kind === "device") this.#spares.giveUp();
    const notice = noticeOf(trouble, failed.backend);
    if (run === this.#runs) this.#emit({ type: "backend-failed", run, notice });
    const spare = await this.#spares.takeSafe(task.part, notice).catch(asError);
    const refusal = this.#refusalOf(spare, task);
    if (refusal !== undefined) return refusal;
    const outcome = await this.#gradeOn(spare as Spare, task, false);
    if (outcome.kind !== "graded") throw new Error(`internal: ${FALLBACK} was taken for an accelerator.`);
    // The same answer lives elsewhere: so it was the backend that ended the process.
    if (trouble.kind === "ended" && !outcome.exited) this.#spares.giveUp();
    return outcome.result;
  }

  /** The result where there is nothing to grade on, or where a newer save has come meanwhile. */
  #refusalOf(spare: Spare | Error, { run, head }: Task): RunResult | undefined {
    if (spare instanceof Error)
      return this.#unstarted(run, head, "could-not-grade", {
        kind: spare instanceof NoBackendError ? "no-backend" : "grader-fault",
        label: "",
        message: spare.message,
      });
    if (run === this.#runs) return undefined;
    void spare.worker.kill();
    return this.#unstarted(run, head, "cancelled");
  }

  #neverBegan({ run, head }: Task): RunResult {
    const message =
      "internal: the grading process was ended from outside before it began. Does the machine run out of memory?";
    return this.#unstarted(run, head, "could-not-grade", { kind: "grader-fault", label: "", message });
  }

  #unstarted(run: number, head: RunHead, verdict: RunResult["verdict"], failure?: Failure): RunResult {
    const result: RunResult = {
      ...head,
      backend: "",
      verdict,
      cases: [],
      milliseconds: 0,
      ...(failure !== undefined && { failure }),
    };
    if (verdict !== "cancelled") this.#emit({ type: "run-started", run, hash: head.hash, cases: [] });
    this.#emit({ type: "run-finished", run, result });
    return result;
  }

  #versionOf(room: Room): string {
    const known = this.#versions.get(room.id) ?? graderVersion(room.files, hashOf);
    this.#versions.set(room.id, known);
    return known;
  }
}

/** One save's run, whatever it is run on. */
interface Task {
  readonly run: number;
  readonly head: RunHead;
  readonly part: Part;
  readonly order: RunOrder;
  readonly wantsPicture: boolean;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

function noticeOf({ kind, why }: BackendTrouble, backend: string): string {
  if (kind === "lacking")
    return `The backend ${backend} cannot do this (${why}), so it is graded on ${FALLBACK}.`;
  if (kind === "device") return `The backend ${backend} failed (${why}), so this is graded on ${FALLBACK}.`;
  return `The process that graded on ${backend} ended, so this is graded on ${FALLBACK}.`;
}

/** Processes that are tried for one answer where they are killed before they are given it. */

/** A run that lasts longer than this may end at a watchdog: have the next worker ready by then. */
const REFILL_AFTER = 250;

/** Starting a process is the heaviest thing the tutor does; the verdict's frame is drawn before it. */
const PAINT_FIRST = 25;
