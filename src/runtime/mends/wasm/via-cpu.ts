import type { KernelConfig, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { type KernelCall, type KernelResult, provideKernel } from "../registry.ts";
import { sizeOf } from "../shapes.ts";
import { heapOf, type Values } from "./heap.ts";

interface CpuBackend {
  makeTensorInfo(shape: number[], dtype: string, values: Values): TensorInfo;
  readSync(dataId: object): Values;
  disposeData(dataId: object, force: boolean): boolean;
}

/**
 * Kernels that wasm has wrong (garbage in what it never writes, maxima that start above zero) and that rooms
 * use rarely.
 */
const WRONG_ON_WASM = [
  "Conv3DBackpropFilterV2",
  "Conv3DBackpropInputV2",
  "Dilation2D",
  "Dilation2DBackpropFilter",
  "Dilation2DBackpropInput",
];

export function mendByCpu(): void {
  for (const kernelName of WRONG_ON_WASM)
    provideKernel<Inputs, unknown>(kernelName, "wasm", (call) => viaCpu(kernelName, call));
}

type Inputs = Readonly<Record<string, TensorInfo | undefined>>;

/** Runs the cpu backend's kernel on copies of wasm tensors and brings the result back. Slow, and right. */
export function viaCpu(
  kernelName: string,
  { inputs, attrs, backend }: KernelCall<Inputs, unknown>,
): KernelResult {
  const cpu = tfjs.findBackend("cpu") as unknown as CpuBackend;
  const heap = heapOf(backend);
  const copies = Object.entries(inputs).flatMap(([name, info]) =>
    info === undefined || info === null
      ? []
      : [
          {
            name,
            // cpu kernels read rank and size, which bare descriptions lack
            info: Object.assign(cpu.makeTensorInfo(info.shape, info.dtype, heap.readSync(info.dataId)), {
              rank: info.shape.length,
              size: sizeOf(info.shape),
            }),
          },
        ],
  );
  const { kernelFunc } = tfjs.getKernel(kernelName, "cpu") as KernelConfig;
  const result = kernelFunc({
    inputs: Object.fromEntries(copies.map(({ name, info }) => [name, info])),
    attrs: attrs as tfjs.NamedAttrMap,
    backend: cpu,
  });
  const bringBack = (info: TensorInfo): TensorInfo => {
    const dataId = heap.write(cpu.readSync(info.dataId), info.shape, info.dtype);
    cpu.disposeData(info.dataId, true);
    return { dataId, shape: info.shape, dtype: info.dtype };
  };
  const brought = Array.isArray(result) ? result.map(bringBack) : bringBack(result as TensorInfo);
  for (const { info } of copies) cpu.disposeData(info.dataId, true);
  return brought;
}
