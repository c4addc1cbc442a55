import type { DataType, TensorInfo } from "#tfjs";

/**
 * Values on the wasm heap, seen as an array. Growth of the heap detaches it: take views after the last
 * allocation.
 */
export type Values = Float32Array | Int32Array | Uint8Array;

type CType = "number" | "array" | null;

/** The parts of TensorFlow.js' wasm backend that its types keep private. 4.22.0's. */
export interface WasmBackend {
  dataIdNextNumber: number;
  readonly dataIdMap: { get(dataId: object): { readonly id: number; readonly memoryOffset: number } };
  readonly wasm: {
    readonly HEAPU8: Uint8Array;
    readonly tfjs: {
      registerTensor(id: number, size: number, offset: number): void;
      disposeData(id: number): void;
    };
    cwrap(name: string, result: CType, parameters: readonly CType[]): (...values: unknown[]) => void;
    _malloc(bytes: number): number;
  };
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
  typedArrayFromHeap(info: TensorInfo): Values;
  readSync(dataId: object): Values;
  write(values: Values, shape: number[], dtype: DataType): object;
  move(dataId: object, values: Values | null, shape: number[], dtype: DataType, references: number): void;
  disposeData(dataId: object): boolean;
  incRef(dataId: object): void;
}

export const heapOf = (backend: unknown): WasmBackend => backend as WasmBackend;

/** Room for an output; its entries are whatever was there before. */
export function allocate(backend: unknown, shape: readonly number[], dtype: DataType): TensorInfo {
  return heapOf(backend).makeOutput([...shape], dtype);
}

export const valuesOf = (backend: unknown, info: TensorInfo): Values =>
  heapOf(backend).typedArrayFromHeap(info);

/** The number by which the C++ side knows a tensor. */
export const idOf = (backend: WasmBackend, info: TensorInfo): number => backend.dataIdMap.get(info.dataId).id;

/** Where a tensor begins on the heap, in bytes. */
export const offsetOf = (backend: WasmBackend, info: TensorInfo): number =>
  backend.dataIdMap.get(info.dataId).memoryOffset;

/**
 * A second number for a stretch of the heap, without a copy. Give it back with
 * `backend.wasm.tfjs.disposeData`.
 */
export function alias(backend: WasmBackend, offset: number, size: number): number {
  const id = backend.dataIdNextNumber++;
  backend.wasm.tfjs.registerTensor(id, size, offset);
  return id;
}

export const FLOAT_BYTES = 4;
