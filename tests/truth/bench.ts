import type { Room } from "../../src/curriculum/model.ts";
import type { RunOrder, Subject } from "../../src/grading/protocol.ts";
import { TransformServer } from "../../src/grading/transform-server.ts";
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

/** Under this number every text of a bench is kept, one after another. */
const KEPT_AS = 1;

let runs = 0;

/**
 * Grades texts for one room. A process that has taken a learner's answer is sealed and takes no other; so texts that
 * share one stand in for the room's stub, and only those that are graded alone are graded as answers.
 */
export class Bench {
  readonly #root: string;
  readonly #server: TransformServer;
  readonly #room: Room;
  readonly #backend: string;
  #worker: WorkerProcess | undefined;

  private constructor(root: string, server: TransformServer, room: Room, backend: string) {
    this.#root = root;
    this.#server = server;
    this.#room = room;
    this.#backend = backend;
  }

  static async start(root: string, room: Room, backend: string): Promise<Bench> {
    const standIn = `${room.files.solution}?arena=${KEPT_AS}`;
    const server = await TransformServer.start(root, [{ ...room.files, stub: standIn }]);
    return new Bench(root, server, room, backend);
  }

  /** The process that graded the last text could grade another. */
  get isAlive(): boolean {
    return this.#worker?.isAlive === true;
  }

  /** Grades in a process that others may have been graded in. */
  async grade(text: string): Promise<Outcome> {
    return this.#grade(text, { kind: "stub" }, {});
  }

  /** Grades as the tutor does, in a process in which nothing has been graded and nothing will be. */
  async gradeAlone(text: string, options: GradeOptions = {}): Promise<Outcome> {
    await this.renew();
    const outcome = await this.#grade(text, { kind: "answer" }, options);
    await this.renew();
    return outcome;
  }

  /** The next text gets a process in which nothing has been graded. */
  async renew(): Promise<void> {
    const old = this.#worker;
    this.#worker = undefined;
    await old?.kill();
  }

  async close(): Promise<void> {
    await this.renew();
    await this.#server.close();
  }

  async #grade(text: string, subject: Subject, options: GradeOptions): Promise<Outcome> {
    const id = this.#server.keep(this.#room.files.solution, text, KEPT_AS);
    try {
      const syntax = await this.#server.parse(id);
      if (syntax !== undefined) return { kind: "rejected", by: "", why: syntax.message };
      return await this.#run(await this.#process(), this.#order(subject, id, options.patience ?? 1), options);
    } finally {
      this.#server.forget(id);
    }
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

  #order(subject: Subject, answerModule: string, patience: number): RunOrder {
    const { id, exports, budgetSeconds, files } = this.#room;
    return {
      run: ++runs,
      room: id,
      subject,
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
