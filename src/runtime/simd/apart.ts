/// <reference path="./web-assembly.d.ts" />
import type { KernelName } from "./kernels.ts";
import { compiledFor, instantiate, type SimdKernels } from "./module.ts";

const PAGE_BYTES = 1 << 16;
/** The first page stays free: address 0 means "nothing", and a job's description lies there. */
const JOB = 64;
const BEGIN = PAGE_BYTES;
/** Bytes up to which copying in and out pays; also what this keeps at most. */
const MOST_BYTES = 1 << 26;

/**
 * Our kernels on a memory of their own, for a backend whose tensors lie outside of WebAssembly: what a kernel needs is
 * copied in, its results are copied out.
 */
export class SimdApart {
  readonly #memory: WebAssembly.Memory;
  readonly #kernels: SimdKernels;
  #end = BEGIN;

  constructor() {
    this.#memory = new WebAssembly.Memory({ initial: 1 });
    this.#kernels = instantiate(compiledFor(false), this.#memory);
  }

  /** Forgets what lies there and makes room for so many numbers in all; false where that would be too many. */
  begin(length: number): boolean {
    this.#end = BEGIN;
    const bytes = BEGIN + length * Float32Array.BYTES_PER_ELEMENT;
    if (bytes > MOST_BYTES) return false;
    const missing = bytes - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE_BYTES));
    return true;
  }

  /** Copies numbers in and says where they lie. */
  place(values: Float32Array): number {
    const address = this.room(values.length);
    new Float32Array(this.#memory.buffer, address, values.length).set(values);
    return address;
  }

  /** Where so many numbers may be written. */
  room(length: number): number {
    const address = this.#end;
    this.#end += length * Float32Array.BYTES_PER_ELEMENT;
    return address;
  }

  /** Computes all units of a job, whose fields are those of the kernel's class in assembly/, in its order. */
  run(kernel: KernelName, job: readonly number[], units: number, scratch = 0): void {
    new Int32Array(this.#memory.buffer, JOB, job.length).set(job);
    this.#kernels[kernel](JOB, scratch, 0, units);
  }

  /** A copy of what a kernel has written. */
  values(address: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, address, length).slice();
  }
}

let apart: SimdApart | undefined | "not to be had";

/** The one of this process, or undefined where our kernels cannot be had; see `simdFor`. */
export function simdApart(): SimdApart | undefined {
  if (process.env.ARENA_SIMD === "off") return undefined;
  if (apart === undefined) {
    try {
      apart = new SimdApart();
    } catch {
      apart = "not to be had";
    }
  }
  return apart === "not to be had" ? undefined : apart;
}
