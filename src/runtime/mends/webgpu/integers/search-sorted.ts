import type { TensorInfo } from "#tfjs";
import { mendKernel } from "../../registry.ts";
import { sizeOf } from "../../shapes.ts";
import { runShader } from "../shaders.ts";

interface Searched {
  readonly sortedSequence: TensorInfo;
  readonly values: TensorInfo;
}

/** searchSorted of int32, compared as integers: float32 calls neighbours beyond 2^24 equal. */
export function mendSearchSorted(): void {
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
