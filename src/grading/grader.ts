import type { Room } from "../curriculum/model.ts";
import type { Drawn, ScreenSize } from "../pictures/picture.ts";
import { hashOf } from "./hash.ts";
import { Run, type RunHead } from "./run.ts";
import { type Part, Spares } from "./spares.ts";
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
  async draw(size: ScreenSize): Promise<Drawn> {
    return (await this.#current?.draw(size)) ?? { kind: "no-picture", why: "nothing has been graded." };
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
    const spare = await this.#spares.take(part).catch((error: unknown) => error as Error);
    if (spare instanceof Error)
      return this.#unstarted(run, head, "could-not-grade", {
        kind: "grader-fault",
        label: "",
        message: spare.message,
      });
    if (run !== this.#runs) {
      void spare.worker.kill();
      return this.#unstarted(run, head, "cancelled");
    }
    const order = {
      ...part.order,
      run,
      subject: { kind: "answer" } as const,
      answerModule: id,
      diagnose: true,
      ...(only !== undefined && { only }),
    };
    const emit = (event: RunEvent) => this.#emit(event);
    const current = new Run(spare, order, head, emit, room.files.picture !== undefined);
    this.#current = current;
    const refill = setTimeout(() => this.#spares.prepare(part), REFILL_AFTER);
    const result = await current.grade(part.grader);
    clearTimeout(refill);
    setTimeout(() => run === this.#runs && this.#spares.prepare(part), PAINT_FIRST);
    return result;
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

/** A run that lasts longer than this may end at a watchdog: have the next worker ready by then. */
const REFILL_AFTER = 250;

/** Starting a process is the heaviest thing the tutor does; the verdict's frame is drawn before it. */
const PAINT_FIRST = 25;

function partOf(room: Room, path: string, seed: number): Part {
  const { id, exports, budgetSeconds, files } = room;
  return {
    grader: files.grader,
    order: {
      room: id,
      seed,
      answerPath: path,
      answerModule: path,
      exports,
      caseBudget: budgetSeconds * 1000,
    },
  };
}
