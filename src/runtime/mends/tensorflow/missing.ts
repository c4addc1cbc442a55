import type { KernelConfig, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { type KernelCall, type KernelResult, provideKernel } from "../registry.ts";
import { sizeOf } from "../shapes.ts";

type Values = Float32Array | Int32Array | Uint8Array;
type Inputs = Readonly<Record<string, TensorInfo | undefined>>;

interface CpuBackend {
  makeTensorInfo(shape: number[], dtype: string, values: Values): TensorInfo;
  readSync(dataId: object): Values;
  disposeData(dataId: object, force: boolean): boolean;
}

/**
 * Gives TensorFlow every kernel that plain JavaScript has and it lacks, searchSorted and a few others that
 * rooms use rarely, so that a room does not end with "not registered".
 */
export function provideMissing(): void {
  for (const { kernelName } of tfjs.getKernelsForBackend("cpu")) {
    if (tfjs.getKernel(kernelName, "tensorflow") !== undefined) continue;
    provideKernel<Inputs, unknown>(kernelName, "tensorflow", (call) => onProcessor(kernelName, call));
  }
}

/** Runs the cpu backend's kernel on copies of the inputs and brings its result back. */
function onProcessor(kernelName: string, { inputs, attrs, backend }: KernelCall<Inputs, unknown>) {
  const cpu = tfjs.findBackend("cpu") as unknown as CpuBackend;
  const native = backend as Pick<CpuBackend, "readSync">;
  const copies = Object.entries(inputs).flatMap(([name, info]): [string, TensorInfo][] => {
    if (info === undefined || info === null) return [];
    const copy = cpu.makeTensorInfo(info.shape, info.dtype, native.readSync(info.dataId));
    // cpu kernels read rank and size, which bare descriptions lack
    return [[name, Object.assign(copy, { rank: info.shape.length, size: sizeOf(info.shape) })]];
  });
  const { kernelFunc } = tfjs.getKernel(kernelName, "cpu") as KernelConfig;
  const result = kernelFunc({
    inputs: Object.fromEntries(copies),
    attrs: attrs as tfjs.NamedAttrMap,
    backend: cpu,
  });
  const bringBack = ({ dataId, shape, dtype }: TensorInfo) => {
    const tensor = tfjs.tensor(cpu.readSync(dataId).slice(), shape, dtype);
    cpu.disposeData(dataId, true);
    return tensor;
  };
  const brought: KernelResult = Array.isArray(result)
    ? result.map(bringBack)
    : bringBack(result as TensorInfo);
  for (const [, { dataId }] of copies) cpu.disposeData(dataId, true);
  return brought;
}
