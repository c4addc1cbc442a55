import type { RunOrder } from "./protocol.ts";
import { type Rehearsal, rehearse } from "./rehearsal.ts";
import type { TransformServer } from "./transform-server.ts";
import { DEFAULT_LIMITS, type WorkerLimits, WorkerProcess } from "./worker-process.ts";

/** A worker that has run its grader on the solution and waits for an answer. */
export interface Spare {
  readonly worker: WorkerProcess;
  readonly backend: string;
  readonly rehearsal: Rehearsal;
}

/** The grader a spare is made ready for. */
export interface Part {
  readonly grader: string;
  readonly order: Omit<RunOrder, "run" | "subject" | "diagnose">;
}

/** Keeps one warm worker for the grader in play, and a new one in the making as soon as that is taken. */
export class Spares {
  readonly #root: string;
  readonly #server: TransformServer;
  readonly #backend: string;
  readonly #limits: WorkerLimits;
  #next:
    | { readonly grader: string; readonly worker: WorkerProcess; readonly ready: Promise<Spare> }
    | undefined;

  constructor(root: string, server: TransformServer, backend: string, limits: WorkerLimits = DEFAULT_LIMITS) {
    this.#root = root;
    this.#server = server;
    this.#backend = backend;
    this.#limits = limits;
  }

  /** Makes a spare for this part unless there is one; a spare for another part is thrown away. */
  prepare(part: Part): void {
    if (this.#next?.grader === part.grader) return;
    this.drop();
    const worker = new WorkerProcess(this.#root, this.#server, this.#backend, this.#limits);
    const ready = this.#warm(worker, part);
    ready.catch(() => {}); // whoever takes it hears of it
    this.#next = { grader: part.grader, worker, ready };
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

  drop(): void {
    void this.#next?.worker.kill();
    this.#next = undefined;
  }

  async #warm(worker: WorkerProcess, { grader, order }: Part): Promise<Spare> {
    const backend = await worker.warm(this.#backend);
    return { worker, backend, rehearsal: await rehearse(worker, grader, order) };
  }
}
