import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Room } from "../curriculum/model.ts";
import type { Save } from "./grader.ts";
import { hashOf } from "./hash.ts";
import { partOf } from "./part.ts";
import { Run, type RunHead } from "./run.ts";
import { type Part, type Spare, Spares } from "./spares.ts";
import { graderVersion, TransformServer } from "./transform-server.ts";
import type { Failure, RunResult } from "./verdict.ts";
import { DEFAULT_LIMITS, type WorkerLimits, WorkerProcess } from "./worker-process.ts";

export interface BatchOptions {
  /** arena's own folder. */
  readonly root: string;
  readonly rooms: readonly Room[];
  readonly backend: string;
  /** Files or folders whose answers may import nothing from outside of them. */
  readonly confined: readonly string[];
}

/** Answers of strangers get less than a learner's own. */
const LIMITS: WorkerLimits = { ...DEFAULT_LIMITS, processorSeconds: 180 };

/**
 * Grades answers of many people, several at once, each in a process of its own that can read nothing but arena's bundle
 * and write nothing but an empty folder that goes with it. The grader is tried on its solution once for each room and
 * seed, not before every answer.
 */
export class Batch {
  readonly #root: string;
  readonly #server: TransformServer;
  readonly #backend: string;
  readonly #rehearsed = new Map<string, Promise<Spare>>();
  readonly #active = new Set<Run>();
  #runs = 0;
  #stopped = false;

  private constructor(root: string, server: TransformServer, backend: string) {
    this.#root = root;
    this.#server = server;
    this.#backend = backend;
  }

  static async start({ root, rooms, backend, confined }: BatchOptions): Promise<Batch> {
    const server = await TransformServer.start(
      root,
      rooms.map(({ files }) => files),
    );
    for (const place of confined) server.confine(place);
    return new Batch(root, server, backend);
  }

  /** Grades one answer; may be called while others are graded. Never throws for anything the answer does. */
  async grade({ room, path, text, seed = 0 }: Save): Promise<RunResult> {
    const run = ++this.#runs;
    const head: RunHead = { room: room.id, hash: hashOf(text), graderVersion: this.versionOf(room), seed };
    const id = this.#server.keep(path, text, run);
    try {
      const syntax = await this.#server.parse(id);
      if (syntax !== undefined) return unstarted(head, "could-not-load", syntax);
      return await this.#inWorker(run, head, partOf(room, path, seed), id);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return unstarted(head, "could-not-grade", { kind: "grader-fault", label: "", message });
    } finally {
      this.#server.forget(id);
    }
  }

  versionOf(room: Room): string {
    return graderVersion(room.files, hashOf);
  }

  /** Ends every run at once: their results are `cancelled`. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const run of this.#active) run.cancel();
    await this.#server.close();
  }

  async #inWorker(run: number, head: RunHead, part: Part, id: string): Promise<RunResult> {
    const scratch = mkdtempSync(join(tmpdir(), "arena-scratch-"));
    try {
      const spare = await this.#worker(part, scratch);
      const order = {
        ...part.order,
        run,
        subject: { kind: "answer" } as const,
        answerModule: id,
        diagnose: true,
      };
      const current = new Run(spare, order, head, () => {});
      this.#active.add(current);
      if (this.#stopped) current.cancel();
      const result = await current.grade(part.grader);
      this.#active.delete(current);
      return result;
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  /** A warm process that has not seen any answer, with what the first process of this room learned of its grader. */
  async #worker(part: Part, scratch: string): Promise<Spare> {
    const { backend, rehearsal } = await this.#rehearsalOf(part);
    const worker = new WorkerProcess(this.#root, this.#server, backend, LIMITS, {
      readable: part.data,
      scratch,
    });
    await worker.warm(backend);
    return { worker, backend, rehearsal };
  }

  #rehearsalOf(part: Part): Promise<Spare> {
    const key = `${part.order.room} ${part.order.seed}`;
    const known = this.#rehearsed.get(key) ?? this.#rehearse(part);
    this.#rehearsed.set(key, known);
    return known;
  }

  async #rehearse(part: Part): Promise<Spare> {
    const spare = await new Spares(this.#root, this.#server, this.#backend).take(part);
    await spare.worker.kill();
    return spare;
  }
}

function unstarted(head: RunHead, verdict: RunResult["verdict"], failure: Failure): RunResult {
  return { ...head, backend: "", verdict, cases: [], milliseconds: 0, failure };
}
