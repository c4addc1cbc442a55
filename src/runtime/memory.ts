import type { DataType, Tensor } from "#tfjs";
import * as tfjs from "#tfjs";
import { engine } from "./engine.ts";

/** What the tensors of one run may use, in bytes. */
export interface MemoryLimits {
  readonly tensorBytes: number;
  readonly totalBytes: number;
}

const DEFAULT_MEMORY: MemoryLimits = { tensorBytes: 256e6, totalBytes: 1e9 };

interface MemoryReport {
  /** Tensors that the run had not disposed when it ended. */
  readonly leftOver: number;
  /**
   * The most that its tensors held at one time. Views (reshape, clone) share their data and are counted once.
   */
  readonly peakBytes: number;
}

export interface Run {
  /** Frees everything that the run made: tensors, variables, tapes and scopes that an exception left open. */
  close(): MemoryReport;
}

/** More than a run may use. The message is for the person whose code asked for it. */
export class MemoryLimitError extends RangeError {
  override readonly name = "MemoryLimitError";
}

/**
 * Opens a run on the active backend: from here on allocations are bounded, and `close` gives all of them
 * back, so that a process can go through any number of runs. One at a time. What existed before is left
 * alone.
 *
 * The wasm heap itself never shrinks; a process that has had a large run is best replaced. On the backend
 * `tensorflow` only what is uploaded is bounded, since results are allocated by the native library.
 */
export function openRun(limits: MemoryLimits = DEFAULT_MEMORY): Run {
  if (open !== undefined) throw new Error("internal: a run is already open");
  watchEngine();
  watchBackend(tfjs.backend() as unknown as Allocating);
  const run: OpenRun = {
    limits,
    tensors: new Set(),
    bytes: 0,
    peakBytes: 0,
    depth: engine.state.scopeStack.length,
    older: new Set(Object.values(engine.state.registeredVariables)),
  };
  open = run;
  return { close: () => close(run) };
}

/**
 * Remembers which tensors the open run holds now. The returned function disposes of what it has made since, for work
 * that is repeated many times within one run.
 */
export function markTensors(): () => void {
  const before = new Set(open?.tensors);
  return () => {
    for (const tensor of [...(open?.tensors ?? [])]) if (!before.has(tensor)) tensor.dispose();
  };
}

interface OpenRun {
  readonly limits: MemoryLimits;
  readonly tensors: Set<Tensor>;
  readonly older: ReadonlySet<Tensor>;
  readonly depth: number;
  bytes: number;
  peakBytes: number;
}

let open: OpenRun | undefined;

function close(run: OpenRun): MemoryReport {
  if (open !== run) throw new Error("internal: this run is already closed");
  while (engine.state.scopeStack.length > run.depth) engine.endScope();
  releaseTape();
  const left = [...run.tensors].filter((tensor) => !run.older.has(tensor));
  for (const tensor of left) tensor.dispose();
  open = undefined;
  return { leftOver: left.length, peakBytes: run.peakBytes };
}

/**
 * An exception inside `grad` or `minimize` leaves the tape, its saved tensors and the depth counters as they
 * were.
 */
function releaseTape(): void {
  for (const node of engine.state.activeTape ?? []) for (const tensor of node.saved ?? []) tensor.dispose();
  engine.state.activeTape = null;
  engine.state.gradientDepth = 0;
  engine.state.kernelDepth = 0;
}

let watching = false;

/** Keeps the set of tensors that the open run has made and not yet disposed. */
function watchEngine(): void {
  if (watching) return;
  watching = true;
  const trackTensor = engine.trackTensor.bind(engine);
  engine.trackTensor = (tensor, backend) => {
    trackTensor(tensor, backend);
    open?.tensors.add(tensor);
  };
  const disposeTensor = engine.disposeTensor.bind(engine);
  engine.disposeTensor = (tensor) => {
    open?.tensors.delete(tensor);
    disposeTensor(tensor);
  };
}

interface Allocating {
  write(values: unknown, shape: number[], dtype: DataType): object;
  move(dataId: object, values: unknown, shape: number[], dtype: DataType, references: number): void;
  disposeData(dataId: object, force?: boolean): boolean;
  readonly wasm?: { _malloc(bytes: number): number };
}

const watched = new WeakSet<Allocating>();

/** Counts what a backend allocates and gives back, and refuses what goes beyond the open run's limits. */
function watchBackend(backend: Allocating): void {
  if (watched.has(backend)) return;
  watched.add(backend);
  const bytesOf = new WeakMap<object, number>();
  const { write, move, disposeData } = backend;
  backend.write = (values, shape, dtype) => {
    if (backend.wasm !== undefined) return write.call(backend, values, shape, dtype); // which calls move
    const bytes = reserve(shape, dtype);
    const dataId = write.call(backend, values, shape, dtype);
    if (bytes > 0) bytesOf.set(dataId, bytes);
    return dataId;
  };
  backend.move = (dataId, values, shape, dtype, references) => {
    const bytes = reserve(shape, dtype);
    move.call(backend, dataId, values, shape, dtype, references);
    if (bytes > 0) bytesOf.set(dataId, bytes);
  };
  backend.disposeData = (dataId, force) => {
    const gone = disposeData.call(backend, dataId, force);
    if (gone) giveBack(bytesOf, dataId);
    return gone;
  };
  if (backend.wasm !== undefined) watchHeap(backend.wasm);
}

/** Counts `shape`'s bytes to the open run and returns them; 0 where no run is open. Throws beyond a limit. */
function reserve(shape: readonly number[], dtype: DataType): number {
  if (open === undefined || dtype === "string") return 0;
  const bytes = shape.reduce((product, length) => product * length, tfjs.util.bytesPerElement(dtype));
  const { tensorBytes, totalBytes } = open.limits;
  if (bytes > tensorBytes) {
    throw new MemoryLimitError(
      `A tensor of shape [${shape.join(", ")}] needs ${megabytes(bytes)}; one tensor may use ${megabytes(tensorBytes)}.`,
    );
  }
  if (open.bytes + bytes > totalBytes) {
    throw new MemoryLimitError(
      `The ${open.tensors.size} tensors alive and this one of shape [${shape.join(", ")}] would use ${megabytes(open.bytes + bytes)}; the limit is ${megabytes(totalBytes)}. Free what is no longer needed with tf.tidy or dispose().`,
    );
  }
  open.bytes += bytes;
  open.peakBytes = Math.max(open.peakBytes, open.bytes);
  return bytes;
}

/** Takes a freed tensor's bytes off the open run. What was allocated outside a run was never counted. */
function giveBack(bytesOf: WeakMap<object, number>, dataId: object): void {
  const bytes = bytesOf.get(dataId);
  if (bytes === undefined) return;
  bytesOf.delete(dataId);
  if (open !== undefined) open.bytes -= bytes;
}

/** Stock never looks whether the heap (4 GB at most) had room, and writes over its beginning if not. */
function watchHeap(wasm: { _malloc(bytes: number): number }): void {
  const malloc = wasm._malloc;
  wasm._malloc = (bytes) => {
    const offset = malloc(bytes);
    if (offset === 0 && bytes > 0)
      throw new MemoryLimitError(`The wasm heap has no ${megabytes(bytes)} left; it holds 4 GB at most.`);
    return offset;
  };
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
