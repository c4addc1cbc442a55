import type { Tensor2D, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { adopt, asTensor, mendKernel, viewed } from "../../registry.ts";
import { sizeOf } from "../../shapes.ts";
import { runShader } from "../shaders.ts";

/** topk and searchSorted of int32, compared as integers: float32 calls neighbours beyond 2^24 equal. */
export function mendIntegerOrder(): void {
  mendTopK();
  mendSearchSorted();
}

function mendTopK(): void {
  mendKernel<{ x: TensorInfo }, { k: number }>("integers", "TopK", "webgpu", (stock) => (call) => {
    const { x } = call.inputs;
    const { k } = call.attrs;
    if (x.dtype !== "int32" || sizeOf(x.shape) === 0 || k === 0) return stock(call);
    const length = x.shape.at(-1) as number;
    const rows = sizeOf(x.shape) / length;
    const places = adopt(ranked(call.backend, viewed(x, [rows, length]), k)) as Tensor2D;
    const table = tfjs.reshape(asTensor(x), [rows, length]);
    const shape = [...x.shape.slice(0, -1), k];
    return [tfjs.reshape(tfjs.gather(table, places, 1, 1), shape), tfjs.reshape(places, shape)];
  });
}

/** The places of each row's `k` largest entries. An entry's rank is how many come before it; of equals the first does. */
function ranked(backend: unknown, x: TensorInfo, k: number): TensorInfo {
  const count = sizeOf(x.shape);
  return runShader(
    backend,
    {
      name: "int_rank",
      inputs: ["A"],
      uniforms: "count : i32, ",
      body: `if (index < uniforms.count) {
  let length = uniforms.aShape.y;
  let start = (index / length) * length;
  var rank = 0;
  for (var i = start; i < start + length; i++) {
    if (A[i] > A[index] || (A[i] == A[index] && i < index)) { rank++; }
  }
  if (rank < uniforms.outShape.y) { result[(index / length) * uniforms.outShape.y + rank] = index - start; }
}`,
    },
    [x],
    { shape: [x.shape[0] as number, k], dtype: "int32" },
    { count, uniforms: [{ type: "int32", data: [count] }] },
  );
}

interface Searched {
  readonly sortedSequence: TensorInfo;
  readonly values: TensorInfo;
}

function mendSearchSorted(): void {
  mendKernel<Searched, { side: "left" | "right" }>(
    "integers",
    "SearchSorted",
    "webgpu",
    (stock) => (call) => {
      const { sortedSequence, values } = call.inputs;
      const { side } = call.attrs;
      if (sortedSequence.dtype !== "int32" || values.dtype !== "int32") return stock(call);
      if (sizeOf(sortedSequence.shape) === 0 || sizeOf(values.shape) === 0) return stock(call);
      return runShader(
        call.backend,
        { name: `int_search_${side}`, inputs: ["A", "B"], body: searchBody(side === "left" ? "<" : "<=") },
        [sortedSequence, values],
        { shape: values.shape, dtype: "int32" },
      );
    },
  );
}

/** Both are [row, entry]: bisects the row of `A` for the first entry that is not before the value. */
function searchBody(isBefore: string): string {
  return `if (index < uniforms.size) {
  let start = (index / uniforms.bShape.y) * uniforms.aShape.y;
  var low = 0;
  var high = uniforms.aShape.y;
  while (low < high) {
    let middle = (low + high) / 2;
    if (A[start + middle] ${isBefore} B[index]) { low = middle + 1; } else { high = middle; }
  }
  result[index] = low;
}`;
}
