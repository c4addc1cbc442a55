/// <reference path="./web-assembly.d.ts" />
import { Worker } from "node:worker_threads";
import { KERNELS, type KernelName } from "./kernels.ts";

/** One job for all threads. Addresses are those of the shared heap. */
export interface SharedJob {
  readonly kernel: KernelName;
  readonly job: number;
  readonly units: number;
  /** Scratch memory of the first thread; each further one's lies `scratchBytes` behind. */
  readonly scratch: number;
  readonly scratchBytes: number;
}

/** Places in the control block, which is an Int32Array. */
const [SERIAL, GATE, NEXT, FAILED, KERNEL, JOB, UNITS, CHUNK, SCRATCH, SCRATCH_BYTES] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
] as const;
const CONTROL_BYTES = 64;
/** In GATE: helpers may enter. The bits below count those who are inside. */
const OPEN = 1 << 16;

/** Chunks a job is cut into for each thread, so that one which is held up leaves work to the others. */
const CHUNKS = 4;
/** How often the gate is looked at before the thread sleeps, and how long it sleeps at most, in milliseconds. */
const SPINS = 2000;
const PATIENCE = 30_000;

/**
 * A helper's program. It sleeps until SERIAL changes, enters by the gate if that is open, takes chunks of the
 * job until none is left, and leaves. The job's fields are written only while the gate is closed and nobody is
 * inside. A text, because a bundle has no file to start a worker from.
 */
const PROGRAM = `
const { workerData: { module, memory, control, kernels, place, p } } = require("node:worker_threads");
const { exports } = new WebAssembly.Instance(module, { env: { memory } });
const enter = () => {
  for (;;) {
    const gate = Atomics.load(control, p.GATE);
    if ((gate & p.OPEN) === 0) return false;
    if (Atomics.compareExchange(control, p.GATE, gate, gate + 1) === gate) return true;
  }
};
const work = () => {
  const units = control[p.UNITS], chunk = control[p.CHUNK];
  const scratch = control[p.SCRATCH] + place * control[p.SCRATCH_BYTES];
  const kernel = exports[kernels[control[p.KERNEL]]];
  for (let begin; (begin = Atomics.add(control, p.NEXT, chunk)) < units; )
    kernel(control[p.JOB], scratch, begin, Math.min(units, begin + chunk));
};
for (let serial = 0; ; serial = Atomics.load(control, p.SERIAL)) {
  Atomics.wait(control, p.SERIAL, serial);
  if (!enter()) continue;
  try {
    work();
  } catch {
    Atomics.store(control, p.FAILED, 1);
  }
  Atomics.sub(control, p.GATE, 1);
  Atomics.notify(control, p.GATE);
}`;

const PLACES = { SERIAL, GATE, NEXT, FAILED, KERNEL, JOB, UNITS, CHUNK, SCRATCH, SCRATCH_BYTES, OPEN };

/** Worker threads that take a share of each job on a shared heap. They do not keep the process alive. */
export class Helpers {
  readonly #control = new Int32Array(new SharedArrayBuffer(CONTROL_BYTES));
  readonly #workers: readonly Worker[];

  constructor(module: WebAssembly.Module, memory: WebAssembly.Memory, count: number) {
    this.#workers = Array.from({ length: count }, (_, i) => {
      const workerData = {
        module,
        memory,
        control: this.#control,
        kernels: KERNELS,
        place: i + 1,
        p: PLACES,
      };
      const worker = new Worker(PROGRAM, { eval: true, workerData });
      worker.on("error", () => {}); // one that does not start takes no share, and the job is done without it
      worker.unref();
      return worker;
    });
  }

  get count(): number {
    return this.#workers.length;
  }

  /**
   * Works through a job together with the helpers; `own` is the kernel on this thread. Returns when all of it is
   * done, whether or not a helper took part.
   *
   * @throws Error if a helper failed or did not come back: what the job wrote is not to be used then.
   */
  share(
    { kernel, job, units, scratch, scratchBytes }: SharedJob,
    own: (begin: number, end: number) => void,
  ): void {
    const control = this.#control;
    const chunk = Math.max(1, Math.ceil(units / (CHUNKS * (this.count + 1))));
    control.set([KERNELS.indexOf(kernel), job, units, chunk, scratch, scratchBytes], KERNEL);
    Atomics.store(control, NEXT, 0);
    Atomics.store(control, GATE, OPEN);
    Atomics.add(control, SERIAL, 1);
    Atomics.notify(control, SERIAL);
    try {
      for (;;) {
        const begin = Atomics.add(control, NEXT, chunk);
        if (begin >= units) break;
        own(begin, Math.min(units, begin + chunk));
      }
    } finally {
      this.#closeGate();
    }
    if (Atomics.load(control, FAILED) !== 0) throw new Error("internal: a helper thread failed in a kernel");
  }

  /** No helper enters any more, and those who are inside have left. */
  #closeGate(): void {
    const control = this.#control;
    Atomics.and(control, GATE, ~OPEN);
    for (let i = 0; i < SPINS; i++) if (Atomics.load(control, GATE) === 0) return;
    for (;;) {
      const inside = Atomics.load(control, GATE);
      if (inside === 0) return;
      if (Atomics.wait(control, GATE, inside, PATIENCE) === "timed-out")
        throw new Error("internal: a helper thread did not come back from a kernel");
    }
  }

  stop(): void {
    for (const worker of this.#workers) void worker.terminate();
  }
}
