import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, mendKernel } from "../registry.ts";
import { allocate, valuesOf } from "./heap.ts";

interface Choice {
  readonly condition: TensorInfo;
  readonly t: TensorInfo;
  readonly e: TensorInfo;
}

/**
 * Kernels that take every entry for four bytes, where a bool has one. Stock's `where` of bools, and with it `triu` of a
 * mask, gives wrong entries and writes beyond its output into other tensors; its `topk` of bools gives what lay there before.
 */
export function mendBools(): void {
  mendKernel<Choice, unknown>("bool", "Select", "wasm", (stock) => (call) => {
    const { condition, t, e } = call.inputs;
    return t.dtype === "bool" ? chosen(call.backend, condition, t, e) : stock(call);
  });
  mendKernel<{ x: TensorInfo }, { k: number; sorted: boolean }>("bool", "TopK", "wasm", (stock) => (call) => {
    const { x } = call.inputs;
    if (x.dtype !== "bool") return stock(call);
    const { values, indices } = tfjs.topk(tfjs.cast(asTensor(x), "int32"), call.attrs.k, call.attrs.sorted);
    return [tfjs.cast(values, "bool"), indices];
  });
}

/** A condition with one axis chooses whole rows. */
function chosen(backend: unknown, condition: TensorInfo, t: TensorInfo, e: TensorInfo): TensorInfo {
  const result = allocate(backend, t.shape, "bool");
  const [flags, yes, no, out] = [condition, t, e, result].map((info) => valuesOf(backend, info));
  if (!flags || !yes || !no || !out) throw new Error("internal: where without values");
  const row = out.length / Math.max(1, flags.length);
  for (let flag = 0, i = 0; flag < flags.length; flag++) {
    const taken = flags[flag] ? yes : no;
    for (const end = i + row; i < end; i++) out[i] = taken[i] as number;
  }
  return result;
}
