import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { execa } from "execa";
import type { Drawn, PictureOrder } from "../pictures/picture.ts";
import { MessagePipe } from "./message-pipe.ts";
import { NoBackendError } from "./no-backend.ts";
import { type Access, permissionFlags } from "./permissions.ts";
import type { Envelope, Report, RunOrder } from "./protocol.ts";
import { Signature } from "./signature.ts";
import type { TransformServer } from "./transform-server.ts";

/** What one worker may use. Chosen so that an answer which needs more is wrong, not slow. */
export interface WorkerLimits {
  readonly heapMegabytes: number;
  /**
   * Memory outside the JavaScript heap: typed arrays and the wasm heap. Kept by Linux only; where a graphics driver is
   * loaded by looking how much a run has taken, for drivers reserve far more than they use.
   */
  readonly dataMegabytes: number;
  /** Processor seconds of the whole process: ends a loop that outlives the tutor. */
  readonly processorSeconds: number;
}

export const DEFAULT_LIMITS: WorkerLimits = {
  heapMegabytes: 384,
  dataMegabytes: 1536,
  processorSeconds: 300,
};

/** How a worker's run ended: by itself, or because the process did. */
export type WorkerEnd =
  | { readonly kind: "settled"; readonly error?: string }
  | {
      readonly kind: "exited";
      readonly code: number | undefined;
      readonly signal: string | undefined;
      readonly stderr: string;
      /** True where it was ended because what came over the channel was no message. */
      readonly noise: boolean;
    };

/** Text that the learner's code printed beyond this many characters is counted and dropped. */
const KEPT_OUTPUT = 64_000;

/** Milliseconds that a picture may take, and a large one. */
const DRAWING = 30_000;
const DRAWING_LARGE = 120_000;

/** How a process says that it is ready, or why it will not be. */
const WARMED: ReadonlySet<Report["type"]> = new Set(["warm", "no-backend", "could-not-warm"]);

/** Megabytes that a run which takes too long must have taken to be called greedy rather than endless. */
const HOARD = 128;

interface Frame {
  readonly __vitest_worker_response__?: boolean;
  readonly type?: string;
  readonly error?: unknown;
  readonly t?: string;
  readonly i?: string;
  readonly m?: string;
  readonly a?: readonly unknown[];
}

/** One process in which graders run. It is used for one answer and then thrown away. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #pipe: MessagePipe;
  readonly #server: TransformServer;
  readonly #limits: WorkerLimits;
  readonly #word = randomBytes(16).toString("hex");
  readonly #exited: Promise<WorkerEnd & { kind: "exited" }>;
  #onReport: (report: Report) => void = () => {};
  #onFrame: (frame: Frame) => void = () => {};
  #stderr = "";
  #megabytesAtStart = 0;
  /** Called with what the running code prints, cut to a sensible amount. */
  onOutput: (text: string) => void = () => {};
  #printed = 0;
  #heardNoise = false;

  constructor(root: string, server: TransformServer, backend: string, limits: WorkerLimits, access: Access) {
    this.#server = server;
    this.#limits = limits;
    const started = spawnNode(root, backend, limits, access);
    this.#child = started.nodeChildProcess;
    this.#exited = started.then(({ exitCode, signal }) => ({
      kind: "exited",
      code: exitCode,
      signal,
      stderr: this.#stderr,
      noise: this.#heardNoise,
    }));
    this.#pipe = new MessagePipe(
      this.#child.stdio[CHANNEL_DESCRIPTOR] as Duplex,
      {
        onMessage: (message) => void this.#receive(message),
        onNoise: () => {
          this.#heardNoise = true;
          void this.kill();
        },
        onEnd: () => {},
      },
      new Signature(this.#word),
    );
    this.#child.on("error", () => {});
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream
        ?.setEncoding("utf8")
        .on("data", (text: string) => this.#takeOutput(text, stream === this.#child.stderr));
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts the backend, the tools and vitest's runtime. Resolves to the backend's name; throws where that fails. */
  async warm(backend: string): Promise<string> {
    const warmed = this.#nextReport(({ type }) => WARMED.has(type));
    this.#send({ arena: "hello", word: this.#word, backend });
    const report = await warmed;
    if (report.type === "no-backend") throw new NoBackendError(report.message);
    if (report.type === "could-not-warm") throw new Error(`internal: ${report.message}`);
    if (report.type !== "warm") throw new Error("internal: no backend");
    const started = this.#nextFrame("started");
    this.#send({
      __vitest_worker_request__: true,
      type: "start",
      poolId: 1,
      workerId: 1,
      options: { reportMemory: false },
      traces: { enabled: false },
      context: { environment: ENVIRONMENT, config: this.#server.serializedConfig, pool: "forks" },
    });
    await started;
    return report.backend;
  }

  /** Runs a grader under an order. Reports stream to `onReport`; resolves when the run or the process ends. */
  async run(grader: string, order: RunOrder, onReport: (report: Report) => void): Promise<WorkerEnd> {
    this.#megabytesAtStart = this.#residentMegabytes();
    this.#onReport = (report) => {
      if (!("run" in report) || report.run === order.run) onReport(report);
    };
    const finished = new Promise<WorkerEnd>((resolve) => {
      this.#onFrame = (frame) => {
        if (frame.type === "testfileFinished")
          resolve({ kind: "settled", ...(frame.error !== undefined && { error: errorText(frame.error) }) });
      };
    });
    this.#send({ arena: "order", word: this.#word, order });
    this.#send({
      __vitest_worker_request__: true,
      type: "run",
      context: {
        files: [{ filepath: grader, fileTags: [] }],
        invalidates: [],
        providedContext: {},
        workerId: 1,
        environment: ENVIRONMENT,
      },
    });
    return Promise.race([finished, this.#exited]);
  }

  /** Draws the answer of a run that is over. A process that ends or takes too long has drawn nothing. */
  async draw(run: number, wanted: PictureOrder): Promise<Drawn> {
    const drawn = new Promise<Drawn>((resolve) => {
      this.#onReport = (report) => {
        if (report.type === "drawn" && report.run === run) resolve(report.drawn);
      };
    });
    this.#send({ arena: "draw", word: this.#word, run, wanted });
    const none = (why: string): Drawn => ({ kind: "no-picture", why });
    const late = delay(wanted.large ? DRAWING_LARGE : DRAWING, none("drawing it took too long."), {
      ref: false,
    });
    return Promise.race([drawn, late, this.#exited.then(() => none("your code ended early."))]);
  }

  /** True where the process has taken so much memory since its run began that this is why it makes no progress. Linux only. */
  isHoarding(): boolean {
    return this.#megabytesTaken() > HOARD;
  }

  /** True where the process has taken more than any run may. The system refuses that by itself where it can. Linux only. */
  isOverLimit(): boolean {
    return this.#megabytesTaken() > this.#limits.dataMegabytes;
  }

  #megabytesTaken(): number {
    return this.#residentMegabytes() - this.#megabytesAtStart;
  }

  #residentMegabytes(): number {
    try {
      return (Number(readFileSync(`/proc/${this.pid}/statm`, "utf8").split(" ")[1]) * 4096) / 2 ** 20;
    } catch {
      return 0;
    }
  }

  /** Ends the process at once, whatever it is doing. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#exited;
  }

  #send(message: object): void {
    this.#pipe.send(message);
  }

  async #receive(message: unknown): Promise<void> {
    const envelope = message as Envelope;
    if ("report" in envelope) return this.#onReport(envelope.report);
    const frame = envelope.runner as Frame;
    if (frame.__vitest_worker_response__ === true) return this.#onFrame(frame);
    if (frame.t === "q") await this.#answer(frame);
  }

  async #answer({ i, m = "", a = [] }: Frame): Promise<void> {
    try {
      const result = await this.#server.answer(m, a);
      if (i !== undefined) this.#send({ t: "s", i, r: result });
    } catch (error) {
      if (i !== undefined)
        this.#send({
          t: "s",
          i,
          e:
            error instanceof Error ? { message: error.message, name: error.name, stack: error.stack } : error,
        });
    }
  }

  #nextReport(matches: (report: Report) => boolean): Promise<Report> {
    const report = new Promise<Report>((resolve) => {
      this.#onReport = (next) => {
        if (matches(next)) resolve(next);
      };
    });
    return Promise.race([report, this.#failOnExit()]);
  }

  #nextFrame(type: string): Promise<Frame> {
    const frame = new Promise<Frame>((resolve, reject) => {
      this.#onFrame = (next) => {
        if (next.type !== type) return;
        if (next.error !== undefined) reject(new Error(errorText(next.error)));
        else resolve(next);
      };
    });
    return Promise.race([frame, this.#failOnExit()]);
  }

  async #failOnExit(): Promise<never> {
    const { code, signal, stderr } = await this.#exited;
    throw new Error(
      `internal: the grading process ended before it was ready (${signal ?? `exit code ${code}`}). ${stderr.trim().slice(-400)}`,
    );
  }

  #takeOutput(text: string, isStderr: boolean): void {
    if (isStderr) this.#stderr = (this.#stderr + text).slice(-8000);
    const room = KEPT_OUTPUT - this.#printed;
    this.#printed += text.length;
    if (room > 0) this.onOutput(text.slice(0, room));
  }
}

/** The worker's descriptor of the channel; see worker/channel.ts. */
const CHANNEL_DESCRIPTOR = 3;

const ENVIRONMENT = { name: "node", options: null };

function spawnNode(root: string, backend: string, limits: WorkerLimits, access: Access) {
  const node = [
    ...permissionFlags(root, backend, access),
    "--disable-warning=SecurityWarning",
    `--max-old-space-size=${limits.heapMegabytes}`,
    "--enable-source-maps",
    join(root, "dist", "worker.js"),
  ];
  const options = {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    buffer: false,
    reject: false,
    cleanup: true,
    extendEnv: false,
    ...(access.scratch !== undefined && { cwd: access.scratch }),
    env: {
      PATH: process.env.PATH ?? "",
      NO_COLOR: "1",
      NODE_ENV: "test",
      ARENA_BACKEND: backend,
      ARENA_TENSORFLOW_BINDING: process.env.ARENA_TENSORFLOW_BINDING ?? "",
      ...graphicsDriver(),
    },
  } as const;
  if (process.platform === "win32") return execa(process.execPath, node, options);
  // A graphics driver reserves far more than it uses and crashes under such a limit; Run looks at what is really taken.
  const data =
    backend === "wasm" || backend === "cpu" ? `ulimit -d ${limits.dataMegabytes * 1024} 2>/dev/null; ` : "";
  // At the soft limit the signal says why; at the hard one, for who ignores that, it is SIGKILL.
  const seconds = limits.processorSeconds;
  const time = `ulimit -S -t ${seconds} 2>/dev/null; ulimit -H -t ${seconds + 5} 2>/dev/null; `;
  const limit = `${data}${time}exec "$0" "$@"`;
  return execa("sh", ["-c", limit, process.execPath, ...node], options);
}

/** Where the Vulkan loader and its driver lie, on a machine that says so. */
function graphicsDriver(): Record<string, string> {
  const names = ["LD_LIBRARY_PATH", "VK_ICD_FILENAMES", "VK_DRIVER_FILES", "XDG_RUNTIME_DIR"];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

function errorText(error: unknown): string {
  if (typeof error === "object" && error !== null && "message" in error) return String(error.message);
  return String(error);
}
