import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import type { Room } from "../curriculum/model.ts";
import { FALLBACK } from "./backend-choice.ts";
import type { Save } from "./grader.ts";
import { hashOf } from "./hash.ts";
import { NoBackendError } from "./no-backend.ts";
import { answerOrder, partOf } from "./part.ts";
import type { RunOrder } from "./protocol.ts";
import { Run, type RunHead, type RunOutcome } from "./run.ts";
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
      const result = await this.#inWorker(run, head, partOf(room, path, seed), id);
      return { ...result, ...this.#importsOf(id, path) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const kind = error instanceof NoBackendError ? "no-backend" : "grader-fault";
      return unstarted(head, "could-not-grade", { kind, label: "", message });
    } finally {
      this.#server.forget(id);
    }
  }

  #importsOf(id: string, path: string): Pick<RunResult, "imports"> {
    const { texts, absent } = this.#server.importsOf(id);
    const hashes = [...texts].map(([file, text]) => [pathFrom(path, file), hashOf(text)] as const);
    const imports = [...hashes, ...absent.map((name) => [name, "absent"] as const)];
    return imports.length === 0 ? {} : { imports: Object.fromEntries(imports) };
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
      const order = answerOrder(part, run, id);
      const once = await this.#gradeOn(this.#backend, order, head, part, scratch, true);
      const first =
        once.kind === "killed" ? await this.#gradeOn(this.#backend, order, head, part, scratch) : once;
      if (first.kind === "graded") return first.result;
      const second = await this.#gradeOn(FALLBACK, order, head, part, scratch);
      if (second.kind !== "graded") throw new Error(`internal: ${FALLBACK} was taken for an accelerator.`);
      return second.result;
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  async #gradeOn(
    asked: string,
    order: RunOrder,
    head: RunHead,
    part: Part,
    scratch: string,
    repeatable = false,
  ): Promise<RunOutcome> {
    const run = new Run(await this.#worker(asked, part, scratch), order, head, () => {});
    this.#active.add(run);
    if (this.#stopped) run.cancel();
    const outcome = await run.grade(part.grader, repeatable);
    this.#active.delete(run);
    return outcome;
  }

  /** A warm process that has not seen any answer, with what the first process of this room learned of its grader. */
  async #worker(asked: string, part: Part, scratch: string): Promise<Spare> {
    const known = await this.#rehearsalOf(asked, part);
    const { backend } = known;
    const access = { readable: part.data, scratch };
    const worker = new WorkerProcess(this.#root, this.#server, backend, LIMITS, access);
    await worker.warm(backend);
    return { ...known, worker };
  }

  #rehearsalOf(asked: string, part: Part): Promise<Spare> {
    const key = `${asked} ${part.order.room} ${part.order.seed}`;
    const known = this.#rehearsed.get(key) ?? this.#rehearse(asked, part);
    this.#rehearsed.set(key, known);
    return known;
  }

  async #rehearse(asked: string, part: Part): Promise<Spare> {
    const spare = await new Spares(this.#root, this.#server, asked).take(part);
    await spare.worker.kill();
    return spare;
  }
}

function pathFrom(answer: string, file: string): string {
  return relative(dirname(answer), file).split(sep).join("/");
}

function unstarted(head: RunHead, verdict: RunResult["verdict"], failure: Failure): RunResult {
  return { ...head, backend: "", verdict, cases: [], milliseconds: 0, failure };
}
