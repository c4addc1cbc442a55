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

/** Taken when an accelerator fails: it needs nothing from the machine. */
const FALLBACK = "wasm";

/** Where these fail, it is not the machine's fault. */
const SAFE = new Set(["wasm", "cpu"]);

/** The grader a spare is made ready for. */
export interface Part {
  readonly grader: string;
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
    const worker = new WorkerProcess(this.#root, this.#server, this.#backend, this.#limits);
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
    if (why === undefined || SAFE.has(failed) || this.#dropped.has(worker)) {
      if (first instanceof Error) throw first;
      return first;
    }
    void worker.kill();
    this.#backend = FALLBACK; // what failed once is not tried again in this session
    const second = new WorkerProcess(this.#root, this.#server, FALLBACK, this.#limits);
    if (this.#next?.worker === worker) this.#next = { ...this.#next, worker: second };
    const name = failed === "auto" ? "The fastest backend" : `The backend ${failed}`;
    const notice = `${name} failed (${why}), so this is graded on ${FALLBACK}.`;
    return { ...(await this.#rehearsed(second, FALLBACK, part)), notice };
  }

  async #rehearsed(worker: WorkerProcess, asked: string, { grader, order }: Part): Promise<Spare> {
    const backend = await worker.warm(asked);
    return { worker, backend, rehearsal: await rehearse(worker, grader, order) };
  }
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
