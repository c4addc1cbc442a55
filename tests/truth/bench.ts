import type { Room } from "../../src/curriculum/model.ts";
import type { RunOrder } from "../../src/grading/protocol.ts";
import type { TransformServer } from "../../src/grading/transform-server.ts";
import { DEFAULT_LIMITS, WorkerProcess } from "../../src/grading/worker-process.ts";
import { type Outcome, Reports } from "./outcome.ts";

export interface GradeOptions {
  /** How many times the room's budget each case may take; 1 unless given. */
  readonly patience?: number;
  /** Ends the process with the first case that does not pass. */
  readonly stopEarly?: boolean;
}

/** Silence for longer than a case's budget by this much means an endless loop, as in the tutor's own runs. */
const GRACE = 1000;

let runs = 0;

/** Grades texts for one room as the tutor does, but any number of them in one process. */
export class Bench {
  readonly #root: string;
  readonly #server: TransformServer;
  readonly #room: Room;
  readonly #backend: string;
  #worker: WorkerProcess | undefined;

  constructor(root: string, server: TransformServer, room: Room, backend: string) {
    this.#root = root;
    this.#server = server;
    this.#room = room;
    this.#backend = backend;
  }

  /** The process that graded the last text could grade another. */
  get isAlive(): boolean {
    return this.#worker?.isAlive === true;
  }

  async grade(text: string, options: GradeOptions = {}): Promise<Outcome> {
    const run = ++runs;
    const id = this.#server.keep(this.#room.files.solution, text, run);
    try {
      const syntax = await this.#server.parse(id);
      if (syntax !== undefined) return { kind: "rejected", by: "", why: syntax.message };
      return await this.#run(await this.#process(), this.#order(run, id, options.patience ?? 1), options);
    } finally {
      this.#server.forget(id);
    }
  }

  /** The next text gets a process in which nothing has been graded. */
  async renew(): Promise<void> {
    const old = this.#worker;
    this.#worker = undefined;
    await old?.kill();
  }

  async #process(): Promise<WorkerProcess> {
    if (this.#worker?.isAlive) return this.#worker;
    const worker = new WorkerProcess(this.#root, this.#server, this.#backend, DEFAULT_LIMITS, {
      readable: this.#room.files.data ?? [],
    });
    this.#worker = worker;
    await worker.warm(this.#backend);
    return worker;
  }

  #order(run: number, answerModule: string, patience: number): RunOrder {
    const { id, exports, budgetSeconds, files } = this.#room;
    return {
      run,
      room: id,
      subject: { kind: "answer" },
      seed: 0,
      answerPath: files.solution,
      answerModule,
      exports,
      caseBudget: budgetSeconds * 1000 * patience,
      diagnose: false,
    };
  }

  async #run(worker: WorkerProcess, order: RunOrder, { stopEarly }: GradeOptions): Promise<Outcome> {
    const reports = new Reports();
    let isSilenced = false;
    const silenced = () => {
      isSilenced = true;
      void worker.kill();
    };
    let watchdog = setTimeout(silenced, order.caseBudget + GRACE);
    const end = await worker.run(this.#room.files.grader, order, (report) => {
      clearTimeout(watchdog);
      watchdog = setTimeout(silenced, order.caseBudget + GRACE);
      reports.take(report);
      if (stopEarly === true && reports.isDecided) void worker.kill();
    });
    clearTimeout(watchdog);
    return reports.outcome(end, isSilenced);
  }
}
