import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tfjs from "#tfjs";
import { wave } from "./acceptance/cases.ts";
import { activate } from "./backends/activate.ts";
import { reasonOf } from "./backends/outcome.ts";
import { startWasm, wasmFolder, withoutItsProcessHandlers } from "./backends/wasm.ts";
import { type SimdRunner, simdFor } from "./simd/runner.ts";

/** `threads` is what the backend runs with now: 1 where the threaded build did not pass its self-test. */
export interface ThreadsOutcome {
  readonly threads: number;
  readonly why: string;
}

/** The build makes eight workers at the start, so more threads than that cannot be had. */
const MOST_THREADS = 8;
const THREADED = "tfjs-backend-wasm-threaded-simd";

/**
 * Restarts the wasm backend on several threads: matrix products and convolutions run up to twice as fast on two
 * cores, everything else as before. For long training runs only. It costs 80 MB and 200 to 400 ms, and every
 * tensor made before is gone. Sums may differ in the last digit from those of one thread.
 *
 * The threaded build is taken for its shared memory, on which threads of our own run our kernels
 * (simd/helpers.ts). Stock's threads wait for one another in a loop, which costs more than it gains as soon as
 * other programs run, so they are used only where our kernels cannot be had.
 *
 * Graders run on one thread. No room's answer has enough to share: of the 44, 0.2/train has most, 60 ms of kernels in
 * a run of 215, where the start alone takes 320 ms of processor time. And it would cost the seal of the process in
 * which answers run (grading/permissions.ts): Node's permission model does not bind a worker thread that is started
 * with flags of its own, and `tf.backend()` leads to the threaded build's workers and so to their class.
 *
 * Stock refuses threads in Node: its flag is fixed to false, it hands its workers a `blob:` URL, which Node
 * cannot start, and it takes half the cores at most. Each is got round while the backend starts. If the
 * result is not right, or does not start, the backend is restarted on one thread.
 */
export async function enableThreads(count: number): Promise<ThreadsOutcome> {
  const threads = Math.min(MOST_THREADS, Math.floor(count));
  if (!(threads >= 2)) return { threads: 1, why: "Fewer than two threads were asked for." };
  const trouble = await startThreaded(threads).catch((error) => reasonOf(error));
  if (trouble === undefined) return { threads, why: `${threads} threads, and their results are right.` };
  await restart(false);
  return {
    threads: 1,
    why: `The threaded build is not usable here (${trouble}), so wasm runs on one thread.`,
  };
}

/** Undefined where all is well, or what is wrong. */
async function startThreaded(threads: number): Promise<string | undefined> {
  const expected = await afterRestart(1);
  const stock = runnerNow() === undefined ? threads : 1;
  const folder = mkdtempSync(join(tmpdir(), "arena-threads-"));
  const restore = prepareNode(workerFile(folder), stock);
  try {
    tfjs.wasmBackend.setThreadsCount(stock);
    const actual = await afterRestart(threads);
    if (tfjs.wasmBackend.getThreadsCount() !== stock)
      return `it started with ${tfjs.wasmBackend.getThreadsCount()} threads`;
    const largest = actual.reduce(
      (worst, value, i) => Math.max(worst, Math.abs(value - (expected[i] as number))),
      0,
    );
    return largest < 1e-3 ? undefined : "its products or convolutions are wrong";
  } finally {
    restore();
    letProcessEnd();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Restarts wasm and computes what is spread over threads. */
async function afterRestart(threads: number): Promise<Float32Array> {
  await restart(threads > 1);
  runnerNow()?.useThreads(threads);
  const values = tfjs.tidy(sharedWork);
  const numbers = Float32Array.from(await values.data());
  values.dispose();
  return numbers;
}

/** A product and a convolution with its gradients, all large enough to be shared. */
function sharedWork(): tfjs.Tensor1D {
  const a = wave([96, 96], 0);
  const x = wave([8, 8, 16, 16], 1); // [batch, in, height, width]
  const filter = wave([3, 3, 8, 16], 2); // [height, width, in, out]
  const convolved = (images: tfjs.Tensor, filters: tfjs.Tensor): tfjs.Tensor =>
    tfjs.conv2d(images as tfjs.Tensor4D, filters as tfjs.Tensor4D, 1, "same", "NCHW");
  const gradients = tfjs.grads(convolved)([x, filter]);
  return tfjs.concat1d([tfjs.matMul(a, a), convolved(x, filter), ...gradients].map((each) => each.flatten()));
}

/** That of our kernels on the wasm backend as it is now. */
function runnerNow(): SimdRunner | undefined {
  const { wasm } = (tfjs.findBackend("wasm") ?? {}) as unknown as { wasm?: object };
  return wasm && simdFor(wasm);
}

async function restart(threaded: boolean): Promise<void> {
  runnerNow()?.useThreads(1);
  const factory = tfjs.findBackendFactory("wasm");
  tfjs.removeBackend("wasm");
  tfjs.registerBackend("wasm", factory, 2);
  tfjs.env().set("WASM_HAS_MULTITHREAD_SUPPORT", threaded);
  const outcome = threaded
    ? await withoutItsProcessHandlers(() => activate("wasm"))
    : (await startWasm()).kind === "started";
  if (!outcome) throw new Error("it did not start");
}

/**
 * Emscripten's worker as a file that loads the main script by its path, as Node's workers can. Returns its
 * path.
 */
function workerFile(folder: string): string {
  const require = createRequire(import.meta.url);
  const { wasmWorkerContents } = require(`${wasmFolder()}${THREADED}.worker.js`) as {
    wasmWorkerContents: string;
  };
  const main = `importScripts(${JSON.stringify(`${wasmFolder()}${THREADED}.js`)})`;
  const blobs =
    /var objectUrl\s*=\s*URL\.createObjectURL\(e\.data\.urlOrBlob\);importScripts\(objectUrl\);URL\.revokeObjectURL\(objectUrl\)/;
  const source = wasmWorkerContents.replace(/\n/g, "\\n").replace(blobs, () => main);
  const file = join(folder, "worker.cjs");
  writeFileSync(file, source);
  return file;
}

/**
 * Until `restore` is called, workers start from `file` and the machine seems to have twice as many cores as
 * threads.
 */
function prepareNode(file: string, threads: number): () => void {
  const os = createRequire(import.meta.url)("node:os") as typeof import("node:os");
  const { createObjectURL } = URL;
  const { cpus } = os;
  const cores = cpus();
  URL.createObjectURL = () => file;
  os.cpus = () =>
    Array.from(
      { length: Math.max(2 * threads, cores.length) },
      (_, i) => cores[i % cores.length] as (typeof cores)[number],
    );
  return () => {
    URL.createObjectURL = createObjectURL;
    os.cpus = cpus;
  };
}

interface Pool {
  readonly unusedWorkers: readonly { unref(): void }[];
  readonly runningWorkers: readonly { unref(): void }[];
}

/** Waiting workers would keep the process from ever ending. */
function letProcessEnd(): void {
  const { wasm } = (tfjs.findBackend("wasm") ?? {}) as unknown as { wasm?: { PThread?: Pool } };
  for (const worker of [...(wasm?.PThread?.unusedWorkers ?? []), ...(wasm?.PThread?.runningWorkers ?? [])])
    worker.unref();
}
