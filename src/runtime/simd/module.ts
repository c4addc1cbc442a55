/// <reference path="./web-assembly.d.ts" />
import { BINARIES } from "./binaries.ts";
import type { KernelName } from "./kernels.ts";

/**
 * A kernel of assembly/: computes the units of work from `begin` to `end` of the job described at address
 * `job`, with `scratch` to work in.
 */
type Kernel = (job: number, scratch: number, begin: number, end: number) => void;

export type SimdKernels = Readonly<Record<KernelName, Kernel>>;

const compiled = new Map<keyof typeof BINARIES, WebAssembly.Module>();

/** The module for this kind of memory, for engines with fused multiply-add and without. Compiled once. */
export function compiledFor(shared: boolean): WebAssembly.Module {
  const fast = shared ? "relaxedShared" : "relaxed";
  try {
    return compile(fast);
  } catch {
    return compile(shared ? "plainShared" : "plain");
  }
}

function compile(name: keyof typeof BINARIES): WebAssembly.Module {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const module = new WebAssembly.Module(Buffer.from(BINARIES[name], "base64"));
  compiled.set(name, module);
  return module;
}

/** The kernels on a memory: that of the tensors, so that nothing has to be copied. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): SimdKernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as SimdKernels;
}
