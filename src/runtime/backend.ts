import { startCpu } from "./backends/cpu.ts";
import { BACKENDS, type BackendName, type Outcome, reasonOf, refused } from "./backends/outcome.ts";
import { startWasm } from "./backends/wasm.ts";
import "./tf.ts"; // a backend is never used without the mends

export { deviceSettled } from "./backends/device.ts";
export { type BackendFailure, onBackendFailure, takeBackendFailures } from "./backends/failures.ts";
export { BACKENDS, type BackendName } from "./backends/outcome.ts";

/** One attempt: what was tried, whether it was taken, why, and how long that took. */
export interface Trial {
  readonly name: BackendName;
  readonly chosen: boolean;
  /** One plain sentence, for `arena doctor`. */
  readonly why: string;
  readonly milliseconds: number;
}

export interface StartedBackend {
  readonly name: BackendName;
  /** In the order in which they were tried; the last one was chosen. */
  readonly tried: readonly Trial[];
}

/** A backend that was asked for by name and cannot be had. Its message says why and what to type. */
export class BackendUnavailableError extends Error {
  override readonly name = "BackendUnavailableError";
  readonly tried: readonly Trial[];

  constructor(message: string, tried: readonly Trial[]) {
    super(message);
    this.tried = tried;
  }
}

interface Candidate {
  readonly name: BackendName;
  readonly start: () => Promise<Outcome>;
}

/**
 * Starts the backend on which every tensor of this process lives.
 *
 * `choice` is `--backend`'s value; without it `ARENA_BACKEND` counts, and without that (or for "auto") the
 * first of these that works: tensorflow on a CUDA device, webgpu on a hardware adapter, tensorflow on the
 * processor, wasm, cpu. The first three must also give wasm's numbers and beat its speed
 * (backends/acceptance.ts). A backend named by hand is taken even if it is slow or imitated in software, and
 * not quietly replaced by another.
 *
 * @throws BackendUnavailableError for a name that does not exist and for a named backend that does not start.
 */
export async function startBackend(choice?: string): Promise<StartedBackend> {
  const asked = choice || process.env.ARENA_BACKEND || "auto";
  const tried: Trial[] = [];
  for (const candidate of candidatesFor(asked)) {
    const trial = await attempt(candidate);
    tried.push(trial);
    if (trial.chosen) return { name: candidate.name, tried };
  }
  throw new BackendUnavailableError(unavailable(asked, tried), tried);
}

function candidatesFor(asked: string): readonly Candidate[] {
  switch (asked) {
    case "auto":
      return AUTOMATIC;
    case "tensorflow":
      return [{ name: "tensorflow", start: () => tensorflow("any", "numbers") }];
    case "webgpu":
      return [{ name: "webgpu", start: () => webgpu("any", "numbers") }];
    case "wasm":
      return [WASM];
    case "cpu":
      return [CPU];
    default:
      throw new BackendUnavailableError(
        `There is no backend called "${asked}". These exist: ${BACKENDS.join(", ")}; "auto" picks one of them.`,
        [],
      );
  }
}

const WASM: Candidate = { name: "wasm", start: startWasm };
const CPU: Candidate = { name: "cpu", start: startCpu };

const AUTOMATIC: readonly Candidate[] = [
  { name: "tensorflow", start: () => tensorflow("gpu", "numbers-and-speed") },
  { name: "webgpu", start: () => webgpu("hardware", "numbers-and-speed") },
  { name: "tensorflow", start: () => tensorflow("any", "numbers-and-speed") },
  WASM,
  CPU,
];

type Standard = "numbers" | "numbers-and-speed";

// Loaded only when tried, so that starting wasm loads nothing else.
async function tensorflow(device: "gpu" | "any", standard: Standard): Promise<Outcome> {
  const { startTensorflow } = await import("./backends/tensorflow.ts");
  return accepted("tensorflow", await startTensorflow(device), standard);
}

async function webgpu(adapters: "hardware" | "any", standard: Standard): Promise<Outcome> {
  const { startWebgpu } = await import("./backends/webgpu.ts");
  return accepted("webgpu", await startWebgpu(adapters), standard);
}

async function accepted(name: BackendName, outcome: Outcome, standard: Standard): Promise<Outcome> {
  if (outcome.kind === "refused") return outcome;
  const { accept } = await import("./backends/acceptance.ts");
  const complaint = await accept(name, standard);
  return complaint === undefined ? outcome : refused(`${outcome.why} ${complaint}`);
}

async function attempt({ name, start }: Candidate): Promise<Trial> {
  const begin = performance.now();
  const outcome = await start().catch((error) =>
    refused(`internal: ${name} failed to start: ${reasonOf(error)}.`),
  );
  return {
    name,
    chosen: outcome.kind === "started",
    why: outcome.why,
    milliseconds: performance.now() - begin,
  };
}

function unavailable(asked: string, tried: readonly Trial[]): string {
  const reasons = tried.map((trial) => trial.why).join(" ");
  if (asked === "auto") return `No backend starts. ${reasons}`;
  return `The backend ${asked} is not there: ${reasons} \`arena doctor\` lists what works; without --backend and ARENA_BACKEND the fastest of that is taken.`;
}
