import type { TensorInfo } from "#tfjs";
import { type SimdRunner, simdFor } from "../../simd/runner.ts";
import { sizeOf } from "../shapes.ts";
import { offsetOf, type WasmBackend } from "./heap.ts";

/** Entries below which waking another thread takes longer than it saves. */
const WORTH_SHARING = 1 << 18;

/**
 * Sums or means over the middle axis of `source`, seen as [outer, count, inner], with our own kernel, which adds
 * float64. False where that is not to be had. `out` has been allocated.
 */
export function sumSimd(
  heap: WasmBackend,
  source: TensorInfo,
  shape: readonly [outer: number, count: number, inner: number],
  mean: boolean,
  out: TensorInfo,
): boolean {
  const simd = simdFor(heap.wasm);
  if (simd === undefined || source.dtype !== "float32" || sizeOf(shape) === 0) return false;
  const [outer, count, inner] = shape;
  const job = [offsetOf(heap, source), offsetOf(heap, out), count, inner, mean ? 1 : 0];
  const shared = sizeOf(shape) >= WORTH_SHARING;
  simd.run("sum", job, outer, inner * Float64Array.BYTES_PER_ELEMENT, shared);
  return true;
}

/** The sum of what units of work have computed apart: `parts` has an axis of them before those of `out`. */
export function addUpParts(simd: SimdRunner, heap: WasmBackend, parts: TensorInfo, out: TensorInfo): void {
  const [units, size] = [parts.shape[0] as number, sizeOf(out.shape)];
  const job = [offsetOf(heap, parts), offsetOf(heap, out), units, size, 0];
  simd.run("sum", job, 1, size * Float64Array.BYTES_PER_ELEMENT);
}
