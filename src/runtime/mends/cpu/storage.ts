import type { DataType, TensorInfo } from "#tfjs";

export type Values = Float32Array | Int32Array | Uint8Array;

/** The parts of the cpu backend that its own types keep private. */
export interface CpuBackend {
  makeTensorInfo(shape: number[], dtype: DataType, values: Values): TensorInfo;
  readonly data: { get(dataId: object): { readonly values: Values } };
  disposeIntermediateTensorInfo(info: TensorInfo): void;
}

/** The live storage of a tensor: to be read, not written. */
export function valuesOf(backend: unknown, info: TensorInfo): Values {
  return (backend as CpuBackend).data.get(info.dataId).values;
}
