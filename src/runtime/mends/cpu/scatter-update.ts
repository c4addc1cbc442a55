import type { TensorInfo } from "#tfjs";
import { mendKernel } from "../registry.ts";
import { type CpuBackend, valuesOf } from "./storage.ts";

interface Inputs {
  readonly tensor: TensorInfo;
  readonly indices: TensorInfo;
  readonly updates: TensorInfo;
}

/** tensorScatterUpdate on cpu writes its result over its input; it is given a copy to write over. */
export function mendScatterUpdate(): void {
  mendKernel<Inputs, unknown>("leaves its input", "TensorScatterUpdate", "cpu", (stock) => (call) => {
    const { inputs, backend } = call;
    const cpu = backend as CpuBackend;
    const { shape, dtype } = inputs.tensor;
    const copy = cpu.makeTensorInfo(shape, dtype, valuesOf(cpu, inputs.tensor).slice());
    const result = stock({ ...call, inputs: { ...inputs, tensor: copy } }) as TensorInfo;
    if (result.dataId !== copy.dataId) cpu.disposeIntermediateTensorInfo(copy);
    return result;
  });
}
