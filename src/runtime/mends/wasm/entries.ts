import type { TensorInfo } from "#tfjs";
import { simdFor } from "../../simd/runner.ts";
import { type Kernel, mendKernel, provideKernel } from "../registry.ts";
import { sizeOf } from "../shapes.ts";
import { allocate, heapOf, offsetOf, valuesOf } from "./heap.ts";
import { binaryLoop } from "./loops.ts";

type Inputs = Readonly<Record<string, TensorInfo>>;

/** Entries of one unit of work, a multiple of SIMD's lanes. */
const EACH = 1 << 14;
/** Entries below which waking another thread takes longer than it saves. */
const WORTH_SHARING = 1 << 18;
/** Bytes of four entries, for what is left at the end. */
const FOUR = 16;

/**
 * Kernels of ours for what stock takes one entry at a time: masked scores in attention go through select, gelu of GPT-2
 * through tanh, which take ten to twenty times as long.
 */
export function mendEntries(): void {
  entrywise("Select", ["condition", "t", "e"], "select", ({ condition, t, e }) =>
    [t, e].every(
      (each) => each?.dtype !== "bool" && sizeOf(each?.shape ?? []) === sizeOf(condition?.shape ?? []),
    ),
  );
  entrywise("Tanh", ["x"], "tanh", ({ x }) => x?.dtype === "float32");
  provideReluGradient();
  entrywise("ReluGrad", ["dy", "x"], "reluGradient", () => true);
}

/** For engines without SIMD. */
function provideReluGradient(): void {
  const loop = binaryLoop("y <= 0 ? 0 : x");
  provideKernel<Inputs, unknown>("ReluGrad", "wasm", ({ inputs, backend }) => {
    const [dy, x] = [inputs.dy as TensorInfo, inputs.x as TensorInfo];
    const out = allocate(backend, x.shape, "float32");
    const all = [{ length: sizeOf(x.shape), aStands: false, bStands: false }];
    loop(valuesOf(backend, dy), valuesOf(backend, x), all, valuesOf(backend, out));
    return out;
  });
}

function entrywise(
  kernelName: string,
  names: readonly string[],
  kernel: "reluGradient" | "select" | "tanh",
  fits: (inputs: Inputs) => boolean,
): void {
  mendKernel<Inputs, unknown>("SIMD", kernelName, "wasm", (stock: Kernel<Inputs, unknown>) => (call) => {
    const heap = heapOf(call.backend);
    const simd = simdFor(heap.wasm);
    if (simd === undefined || !fits(call.inputs)) return stock(call);
    const inputs = names.map((name) => call.inputs[name] as TensorInfo);
    const { shape, dtype } = inputs.at(-1) as TensorInfo;
    const out = allocate(heap, shape, dtype);
    const length = sizeOf(shape);
    const job = [...[...inputs, out].map((info) => offsetOf(heap, info)), length, EACH];
    if (length > 0) simd.run(kernel, job, Math.ceil(length / EACH), FOUR, length >= WORTH_SHARING);
    return out;
  });
}
