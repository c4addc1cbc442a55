import type { DataType, Tensor, Variable } from "#tfjs";
import * as tfjs from "#tfjs";

/**
 * The parts of TensorFlow.js' engine that its own types keep private and that the mends, the reading guard
 * and the memory ledger need. They are 4.22.0's; package.json pins that version exactly, and tests/runtime
 * fails if one moves.
 */
export interface TapeNode {
  readonly id: number;
  readonly kernelName: string;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: readonly Tensor[];
  readonly saved?: readonly Tensor[];
}

interface EngineState {
  readonly numBytes: number;
  readonly numTensors: number;
  activeTape: TapeNode[] | null;
  gradientDepth: number;
  kernelDepth: number;
  readonly scopeStack: readonly unknown[];
  readonly tensorInfo: WeakMap<object, { readonly backend: unknown }>;
  readonly registeredVariables: Record<string, Variable>;
}

export interface EngineInternals {
  readonly state: EngineState;
  readonly backendName: string | null;
  /** The backends that have been started, by name. */
  readonly registry: Readonly<Record<string, unknown>>;
  makeTensor(values: unknown, shape: number[], dtype: DataType, backend?: unknown): Tensor;
  read(dataId: object): Promise<unknown>;
  readSync(dataId: object): unknown;
  trackTensor(tensor: Tensor, backend: unknown): void;
  disposeTensor(tensor: Tensor): void;
  /** Fetches values from the backend where they are to another one. */
  moveData(backend: unknown, dataId: object): void;
  /** Forgets data that a backend has freed by itself. */
  removeDataId(dataId: object, backend: unknown): void;
  startScope(): void;
  endScope(): void;
  /** The gradients of a scalar by some variables; undefined for one that does not lead to it. */
  gradients<T extends Tensor>(
    run: () => T,
    by: readonly Tensor[],
    dy: undefined,
    allowNoGradients: boolean,
  ): { value: T; grads: (Tensor | undefined)[] };
  addTapeNode(
    kernelName: string,
    inputs: Record<string, Tensor>,
    outputs: Tensor[],
    gradient: unknown,
    saved: Tensor[],
    attributes: unknown,
  ): void;
}

/**
 * The one engine of this process: TensorFlow.js keeps it on `globalThis`, so a second copy of the library
 * shares it.
 */
export const engine = tfjs.engine() as unknown as EngineInternals;
