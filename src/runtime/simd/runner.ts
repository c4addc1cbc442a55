/// <reference path="./web-assembly.d.ts" />
import { Helpers } from "./helpers.ts";
import type { KernelName } from "./kernels.ts";
import { compiledFor, instantiate, type SimdKernels } from "./module.ts";

/** What is used of tfjs-backend-wasm's emscripten module. Its threaded build has `wasmMemory`. */
interface Emscripten {
  readonly wasmMemory?: WebAssembly.Memory;
  readonly asm: { readonly memory?: WebAssembly.Memory };
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Bytes kept for the description of a job. */
const JOB_BYTES = 256;

const runners = new WeakMap<object, SimdRunner | undefined>();

/**
 * The runner for a wasm backend's heap, or undefined where our kernels cannot be had: an engine without SIMD,
 * or `ARENA_SIMD=off`, by which tests take the way without them. The mends then use stock kernels.
 */
export function simdFor(emscripten: object): SimdRunner | undefined {
  if (process.env.ARENA_SIMD === "off") return undefined;
  if (!runners.has(emscripten)) runners.set(emscripten, start(emscripten as Emscripten));
  return runners.get(emscripten);
}

function start(emscripten: Emscripten): SimdRunner | undefined {
  const memory = emscripten.wasmMemory ?? emscripten.asm.memory;
  if (memory === undefined) return undefined;
  try {
    const module = compiledFor(memory.buffer instanceof SharedArrayBuffer);
    return new SimdRunner(emscripten, memory, module, instantiate(module, memory));
  } catch {
    return undefined;
  }
}

/** Runs our kernels on the heap on which the tensors lie. */
export class SimdRunner {
  readonly #emscripten: Emscripten;
  readonly #memory: WebAssembly.Memory;
  readonly #module: WebAssembly.Module;
  readonly #kernels: SimdKernels;
  #helpers: Helpers | undefined;
  #job = 0;
  #scratchBytes = -1;

  constructor(
    emscripten: Emscripten,
    memory: WebAssembly.Memory,
    module: WebAssembly.Module,
    kernels: SimdKernels,
  ) {
    this.#emscripten = emscripten;
    this.#memory = memory;
    this.#module = module;
    this.#kernels = kernels;
  }

  /** How many threads take part in a job of more than one unit. */
  get threads(): number {
    return 1 + (this.#helpers?.count ?? 0);
  }

  /** From now on jobs are shared among so many threads. The heap must be that of the threaded build. */
  useThreads(threads: number): void {
    this.#helpers?.stop();
    this.#helpers = threads > 1 ? new Helpers(this.#module, this.#memory, threads - 1) : undefined;
  }

  /**
   * Computes all `units` of work of a job, whose fields are those of the kernel's class in assembly/, in its
   * order, on all threads unless it is too small to be shared. May let the heap grow, so take views of tensors
   * afterwards.
   */
  run(kernel: KernelName, job: readonly number[], units: number, scratchBytes: number, shared = true): void {
    const each = Math.ceil(scratchBytes / 64) * 64;
    this.#reserve(each * this.threads);
    new Int32Array(this.#memory.buffer, this.#job, job.length).set(job);
    const scratch = this.#job + JOB_BYTES;
    const own = (begin: number, end: number): void => this.#kernels[kernel](this.#job, scratch, begin, end);
    if (this.#helpers === undefined || !shared || units === 1) own(0, units);
    else this.#helpers.share({ kernel, job: this.#job, units, scratch, scratchBytes: each }, own);
  }

  /** Keeps one stretch of the heap to work in, as large as any job needed so far. */
  #reserve(scratchBytes: number): void {
    if (scratchBytes <= this.#scratchBytes) return;
    if (this.#job !== 0) this.#emscripten._free(this.#job);
    this.#scratchBytes = -1;
    this.#job = this.#emscripten._malloc(JOB_BYTES + scratchBytes);
    if (this.#job === 0) throw new RangeError("The memory of the wasm backend is full.");
    this.#scratchBytes = scratchBytes;
  }
}
