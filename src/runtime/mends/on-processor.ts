import type { KernelConfig, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import type { KernelCall, KernelResult } from "./registry.ts";
import { sizeOf } from "./shapes.ts";
import type { Values } from "./values.ts";

/** Inputs of any kernel, by name; an optional one may be missing. */
export type Inputs = Readonly<Record<string, TensorInfo | undefined>>;

interface CpuBackend {
  makeTensorInfo(shape: number[], dtype: string, values: Values): TensorInfo;
  readSync(dataId: object): Values;
  disposeData(dataId: object, force: boolean): boolean;
}

/** Runs the cpu backend's kernel on copies of the inputs and brings its result back. */
export function onProcessor(
  kernelName: string,
  { inputs, attrs, backend }: KernelCall<Inputs, unknown>,
): KernelResult {
  const cpu = tfjs.findBackend("cpu") as unknown as CpuBackend;
  const own = backend as Pick<CpuBackend, "readSync">;
  const copies = Object.entries(inputs).flatMap(([name, info]): [string, TensorInfo][] => {
    if (info === undefined || info === null) return [];
    const copy = cpu.makeTensorInfo(info.shape, info.dtype, own.readSync(info.dataId));
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
  const brought = Array.isArray(result) ? result.map(bringBack) : bringBack(result as TensorInfo);
  for (const [, { dataId }] of copies) cpu.disposeData(dataId, true);
  return brought;
}
