import type { DataType, TensorInfo } from "#tfjs";

/** What the native library knows of one tensor's data. `id` is its handle, negative until it is there. */
export interface NativeData {
  id: number;
  readonly shape: number[];
  readonly dtype: number;
  readonly values: ArrayBufferView | null;
}

export interface OperationAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** tfjs-node's own calls into the TensorFlow library, as its addon exports them. */
interface NativeBinding {
  readonly TF_ATTR_TYPE: number;
  readonly TF_INT32: number;
  createTensor(shape: number[], dtype: number, values: ArrayBufferView): number;
  deleteTensor(id: number): void;
  executeOp(
    name: string,
    attributes: readonly OperationAttribute[],
    ids: readonly number[],
    outputs: number,
  ): { readonly id: number }[];
}

/** The parts of tfjs-node's backend that the mends need, 4.22.0's. */
export interface NativeBackend {
  readonly binding: NativeBinding;
  readonly isUsingGpuDevice: boolean;
  readonly tensorMap: { has(dataId: object): boolean; get(dataId: object): NativeData };
  getInputTensorIds(tensors: readonly TensorInfo[]): number[];
  readSync(dataId: object): ArrayBufferView;
  disposeData(dataId: object, force?: boolean): boolean;
  incRef(dataId: object): void;
  move(dataId: object, values: null, shape: number[], dtype: DataType, refCount: number): void;
  getDTypeInteger(dtype: DataType): number;
  executeSingleOutput(
    name: string,
    attributes: readonly OperationAttribute[],
    inputs: readonly TensorInfo[],
  ): TensorInfo;
}

/** The attribute that says of which type an operation's tensors are. */
export function typeAttribute(backend: NativeBackend, name: string, dtype: DataType): OperationAttribute {
  return { name, type: backend.binding.TF_ATTR_TYPE, value: backend.getDTypeInteger(dtype) };
}
