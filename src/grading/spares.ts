import { dirname } from "node:path";
import { FALLBACK, isSafe } from "./backend-choice.ts";
import type { Access } from "./permissions.ts";
import type { RunOrder } from "./protocol.ts";
import { type Rehearsal, rehearse } from "./rehearsal.ts";
import type { TransformServer } from "./transform-server.ts";
import { DEFAULT_LIMITS, type WorkerLimits, WorkerProcess } from "./worker-process.ts";

/** A worker that has run its grader on the solution and waits for an answer. */
export interface Spare {
  readonly worker: WorkerProcess;
  readonly backend: string;
  readonly rehearsal: Rehearsal;
  /** One sentence where another backend was to be used and failed. */
  readonly notice?: string;
}

/** The grader a spare is made ready for. */
export interface Part {
  readonly grader: string;
  /** Files that the grader reads while it runs. */
  readonly data: readonly string[];
  readonly order: Omit<RunOrder, "run" | "subject" | "diagnose">;
}

/** Keeps one warm worker for the grader in play, and a new one in the making as soon as that is taken. */
export class Spares {
  readonly #root: string;
  readonly #server: TransformServer;
  #backend: string;
  readonly #limits: WorkerLimits;
  readonly #dropped = new WeakSet<WorkerProcess>();
  #next:
    | {
        readonly grader: string;
        readonly seed: number;
        readonly worker: WorkerProcess;
        readonly ready: Promise<Spare>;
      }
    | undefined;

  constructor(root: string, server: TransformServer, backend: string, limits: WorkerLimits = DEFAULT_LIMITS) {
    this.#root = root;
    this.#server = server;
    this.#backend = backend;
    this.#limits = limits;
  }

  /** Makes a spare for this part unless there is one; a spare for another part is thrown away. */
  prepare(part: Part): void {
    if (this.#next?.grader === part.grader && this.#next.seed === part.order.seed) return;
    this.drop();
    const worker = new WorkerProcess(this.#root, this.#server, this.#backend, this.#limits, accessOf(part));
    const ready = this.#warm(worker, part);
    ready.catch(() => {}); // whoever takes it hears of it
    this.#next = { grader: part.grader, seed: part.order.seed, worker, ready };
  }

  /** The spare for this part, once it is ready. It belongs to the caller, who ends it. */
  async take(part: Part): Promise<Spare> {
    if (this.#next?.worker.isAlive === false) this.drop(); // killed while it waited, by whoever needed memory
    this.prepare(part);
    const next = this.#next;
    this.#next = undefined;
    if (next === undefined) throw new Error("internal: no grading process was made.");
    return next.ready;
  }

  /** A spare on the backend that always works, for an answer whose run another backend could not finish. */
  async takeSafe(part: Part, notice: string): Promise<Spare> {
    const worker = new WorkerProcess(this.#root, this.#server, FALLBACK, this.#limits, accessOf(part));
    return { ...(await this.#rehearsed(worker, FALLBACK, part)), notice };
  }

  /** What failed once is not tried again in this session: from here on every spare is on the backend that always works. */
  giveUp(): void {
    this.drop();
    this.#backend = FALLBACK;
  }

  /** The process that is being made ready, where there is one. */
  get pid(): number | undefined {
    return this.#next?.worker.pid;
  }

  drop(): void {
    if (this.#next !== undefined) this.#dropped.add(this.#next.worker);
    void this.#next?.worker.kill();
    this.#next = undefined;
  }

  /**
   * The solution is run on the backend before any answer is. Where an accelerator does not get through that (a kernel
   * is missing, the device is lost, numbers are wrong), everything is done anew on wasm: a run never mixes backends.
   */
  async #warm(worker: WorkerProcess, part: Part): Promise<Spare> {
    const asked = this.#backend;
    const first = await this.#rehearsed(worker, asked, part).catch((error: unknown) => error as Error);
    const why = first instanceof Error ? crashOf(first) : whatFailed(first.rehearsal);
    const failed = first instanceof Error ? asked : first.backend;
    if (why === undefined || isSafe(failed) || this.#dropped.has(worker)) {
      if (first instanceof Error) throw first;
      return first;
    }
    this.#backend = FALLBACK; // as in giveUp, but what is being made ready here is kept
    const second = this.#inPlaceOf(worker, FALLBACK, part);
    const name = failed === "auto" ? "The fastest backend" : `The backend ${failed}`;
    const notice = `${name} failed (${why}), so this is graded on ${FALLBACK}.`;
    return { ...(await this.#rehearsed(second, FALLBACK, part)), notice };
  }

  async #rehearsed(worker: WorkerProcess, asked: string, part: Part): Promise<Spare> {
    const backend = await worker.warm(asked).catch((error: unknown) => {
      void worker.kill(); // one that could not warm up would wait for ever
      throw error;
    });
    if (asked === "auto" && isSafe(backend) && !this.#dropped.has(worker)) {
      // No accelerator here: it is asked for by name from now on, and starts with the limits that suit it.
      this.#backend = backend;
      return this.#rehearsed(this.#inPlaceOf(worker, backend, part), backend, part);
    }
    return { worker, backend, rehearsal: await rehearse(worker, part.grader, part.order) };
  }

  /** Ends a worker that is being made ready and begins another in its place. */
  #inPlaceOf(worker: WorkerProcess, backend: string, part: Part): WorkerProcess {
    void worker.kill();
    const next = new WorkerProcess(this.#root, this.#server, backend, this.#limits, accessOf(part));
    if (this.#next?.worker === worker) this.#next = { ...this.#next, worker: next };
    return next;
  }
}

/** Data of the room, and whatever lies beside the answer: a mesh of the learner's own, for instance. */
function accessOf({ data, order }: Part): Access {
  return { readable: [...data, dirname(order.answerPath)] };
}

/** What is wrong with a grader's run on its own solution, in a few words. */
function whatFailed({ problem, faults }: Rehearsal): string | undefined {
  const why = problem ?? faults[0]?.failure?.message;
  return why
    ?.replace(/^internal: /, "")
    .trim()
    .replace(/\.$/, "");
}

/** A driver may end the process. A backend that was named and does not exist here is no crash: that is told. */
function crashOf({ message }: Error): string | undefined {
  return message.startsWith("internal: the grading process ended") ? "its process ended" : undefined;
}
