import type { DataType, Tensor, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";

/**
 * What TensorFlow.js hands to a kernel. Inside a kernel the tape is off, so plain operations may be used and
 * returned.
 */
export interface KernelCall<Inputs, Attributes> {
  readonly inputs: Inputs;
  readonly attrs: Attributes;
  readonly backend: unknown;
}

export type KernelResult = TensorInfo | TensorInfo[];
export type Kernel<Inputs, Attributes> = (call: KernelCall<Inputs, Attributes>) => KernelResult;

/**
 * Which mends each registered kernel function carries: a second call leaves them, a fresh stock kernel gets
 * them anew.
 */
const carried = new WeakMap<object, ReadonlySet<string>>();

/**
 * Puts a kernel around the registered one, or in place of it. `mend` names what is put right and is applied
 * once. Does nothing where the backend has no such kernel, which is so for webgpu until it is loaded.
 */
export function mendKernel<Inputs, Attributes>(
  mend: string,
  kernelName: string,
  backendName: string,
  make: (stock: Kernel<Inputs, Attributes>) => Kernel<Inputs, Attributes>,
): void {
  const config = tfjs.getKernel(kernelName, backendName);
  if (config === undefined) return;
  const mends = carried.get(config.kernelFunc) ?? new Set<string>();
  if (mends.has(mend)) return;
  register(
    { ...config, kernelFunc: asStock(make(config.kernelFunc as unknown as Kernel<Inputs, Attributes>)) },
    [...mends, mend],
  );
}

/**
 * Registers a kernel whether or not the backend already has one of that name; a stock one's set-up is kept.
 */
export function provideKernel<Inputs, Attributes>(
  kernelName: string,
  backendName: string,
  kernel: Kernel<Inputs, Attributes>,
): void {
  const config = tfjs.getKernel(kernelName, backendName);
  if (config !== undefined && carried.get(config.kernelFunc)?.has("provided")) return;
  register({ ...config, kernelName, backendName, kernelFunc: asStock(kernel) }, ["provided"]);
}

function register(config: tfjs.KernelConfig, mends: readonly string[]): void {
  const { kernelName, backendName, kernelFunc } = config;
  if (tfjs.getKernel(kernelName, backendName) !== undefined) tfjs.unregisterKernel(kernelName, backendName);
  tfjs.registerKernel(config);
  carried.set(kernelFunc, new Set(mends));
}

/** A new function each time, so that one kernel given to two names or backends is tracked apart. */
function asStock<Inputs, Attributes>(kernel: Kernel<Inputs, Attributes>): tfjs.KernelFunc {
  return (call) => kernel(call as unknown as KernelCall<Inputs, Attributes>);
}

export interface GradientMend<Input extends string, Output extends string, Attributes> {
  /** Inputs that the gradient needs. */
  readonly inputs?: readonly Input[];
  /** Names for the outputs that it needs, in the kernel's order; `undefined` skips one. */
  readonly outputs?: readonly (Output | undefined)[];
  /**
   * Gradients by input name, computed on demand. `dy` belongs to the first output, `dys` to all of them.
   * Written with differentiable operations, so that second derivatives follow by themselves.
   */
  readonly gradient: (
    dy: Tensor,
    saved: Readonly<Record<Input | Output, Tensor>>,
    attributes: Attributes,
    dys: readonly Tensor[],
  ) => Record<string, () => Tensor>;
}

/**
 * Gives a kernel its gradient, in place of the stock one if there is one. Gradients are the same on every
 * backend.
 */
export function mendGradient<
  Attributes = unknown,
  Input extends string = string,
  Output extends string = never,
>(kernelName: string, mend: GradientMend<Input, Output, Attributes>): void {
  const outputs = mend.outputs ?? [];
  const names = [...(mend.inputs ?? []), ...outputs.filter((name) => name !== undefined)];
  tfjs.registerGradient({
    kernelName,
    inputsToSave: [...(mend.inputs ?? [])],
    outputsToSave: outputs.map((name) => name !== undefined),
    gradFunc: (dy, saved, attributes) => {
      const byName = Object.fromEntries(names.map((name, i) => [name, saved[i]])) as Record<
        Input | Output,
        Tensor
      >;
      const dys = Array.isArray(dy) ? dy : [dy];
      return mend.gradient(dys[0] as Tensor, byName, attributes as Attributes, dys);
    },
  });
}

/**
 * A kernel's input as a tensor to compute with. Kernels that call one another pass bare descriptions of data
 * that somebody else owns; the tensor made of one holds a reference of its own, which its scope gives back.
 */
export function asTensor(info: TensorInfo): Tensor {
  if (info instanceof tfjs.Tensor && info.rank !== undefined) return info;
  tfjs.backend().incRef(info.dataId);
  return adopt(info);
}

/** A kernel's own fresh output as a tensor, which the surrounding scope then owns. */
export function adopt(info: TensorInfo): Tensor {
  return tfjs.engine().makeTensorFromTensorInfo(info);
}

/** The same data under another shape. Owns nothing: whoever owns `info` disposes the data. */
export function viewed(info: TensorInfo, shape: number[], dtype: DataType = info.dtype): TensorInfo {
  return { dataId: info.dataId, shape, dtype };
}
