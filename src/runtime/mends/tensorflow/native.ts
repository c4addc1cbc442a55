import type { DataType, Tensor, TensorInfo } from "#tfjs";

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
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_INT32: number;
  readonly TF_INT64: number;
  createTensor(shape: number[], dtype: number, values: ArrayBufferView): number;
  deleteTensor(id: number): void;
  executeOp(
    name: string,
    attributes: readonly OperationAttribute[],
    ids: readonly number[],
    outputs: number,
  ): NativeOutput[];
}

/** What an operation gives: the handle, and what it is of. */
export interface NativeOutput {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
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
  move(
    dataId: object,
    values: ArrayBufferView | null,
    shape: number[],
    dtype: DataType,
    refCount: number,
  ): void;
  getDTypeInteger(dtype: DataType): number;
  createOutputTensor(output: NativeOutput): Tensor;
  executeSingleOutput(
    name: string,
    attributes: readonly OperationAttribute[],
    inputs: readonly TensorInfo[],
  ): TensorInfo;
  executeMultipleOutputs(
    name: string,
    attributes: readonly OperationAttribute[],
    inputs: readonly TensorInfo[],
    outputs: number,
  ): Tensor[];
}

/** The attribute that says of which type an operation's tensors are. */
export function typeAttribute(backend: NativeBackend, name: string, dtype: DataType): OperationAttribute {
  return { name, type: backend.binding.TF_ATTR_TYPE, value: backend.getDTypeInteger(dtype) };
}

/** A whole number, or a list of them. */
export const integerAttribute = (
  { binding }: NativeBackend,
  name: string,
  value: number | readonly number[],
): OperationAttribute => ({ name, type: binding.TF_ATTR_INT, value });

export const textAttribute = (
  { binding }: NativeBackend,
  name: string,
  value: string,
): OperationAttribute => ({ name, type: binding.TF_ATTR_STRING, value });

/** A tensor's numbers, copied out of the library or as JavaScript still holds them: not to be changed. */
export const floatsOf = (backend: NativeBackend, { dataId }: TensorInfo): Float32Array =>
  backend.readSync(dataId) as Float32Array;

/** Numbers of our own as a tensor's. From then on they belong to it: the library computes with them where they lie. */
export function floatsIn(backend: NativeBackend, values: Float32Array, shape: readonly number[]): TensorInfo {
  const info: TensorInfo = { dataId: {}, shape: [...shape], dtype: "float32" };
  backend.move(info.dataId, values, info.shape, info.dtype, 1);
  return info;
}
