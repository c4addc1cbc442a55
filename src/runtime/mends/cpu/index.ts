import type { TensorInfo } from "#tfjs";
import { mendKernel } from "../registry.ts";

interface CpuBackend {
  makeTensorInfo(shape: number[], dtype: string, values: unknown): TensorInfo;
  readonly data: { get(dataId: object): { readonly values: Float32Array | Int32Array | Uint8Array } };
  disposeIntermediateTensorInfo(info: TensorInfo): void;
}

interface Inputs {
  readonly tensor: TensorInfo;
  readonly indices: TensorInfo;
  readonly updates: TensorInfo;
}

/** tensorScatterUpdate on cpu writes its result over its input; it is given a copy to write over. */
export function mendCpu(): void {
  mendKernel<Inputs, unknown>("leaves its input", "TensorScatterUpdate", "cpu", (stock) => (call) => {
    const { inputs, backend } = call;
    const cpu = backend as CpuBackend;
    const { shape, dtype, dataId } = inputs.tensor;
    const copy = cpu.makeTensorInfo(shape, dtype, cpu.data.get(dataId).values.slice());
    const result = stock({ ...call, inputs: { ...inputs, tensor: copy } }) as TensorInfo;
    if (result.dataId !== copy.dataId) cpu.disposeIntermediateTensorInfo(copy);
    return result;
  });
}
