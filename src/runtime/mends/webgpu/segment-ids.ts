import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { adopt, mendKernel, viewed } from "../registry.ts";
import type { SegmentSumAttributes, SegmentSumInputs } from "../segment-sum.ts";
import { sizeOf } from "../shapes.ts";
import { runShader } from "./shaders.ts";

/**
 * An id outside of the segments drops its row, as on cpu. Stock adds it to some other segment: here it goes to one more
 * segment, which is cut off.
 */
export function mendSegmentIds(): void {
  mendKernel<SegmentSumInputs, SegmentSumAttributes>(
    "ids that do not fit",
    "UnsortedSegmentSum",
    "webgpu",
    (stock) => (call) => {
      const { x, segmentIds } = call.inputs;
      const { numSegments } = call.attrs;
      if (sizeOf(x.shape) === 0) return stock(call);
      const ids = withinOrLast(call.backend, segmentIds, numSegments);
      const inputs = { x, segmentIds: ids };
      const sums = adopt(stock({ ...call, inputs, attrs: { numSegments: numSegments + 1 } }) as TensorInfo);
      return tfjs.slice(sums, 0, numSegments);
    },
  );
}

function withinOrLast(backend: unknown, ids: TensorInfo, numSegments: number): TensorInfo {
  const count = sizeOf(ids.shape);
  const info = runShader(
    backend,
    {
      name: "segment_ids",
      inputs: ["A"],
      uniforms: "segments : i32, ",
      body: `if (index < uniforms.size) {
  let id = i32(A[index]);
  result[index] = select(uniforms.segments, id, id >= 0 && id < uniforms.segments);
}`,
    },
    [viewed(ids, [count])],
    { shape: [count], dtype: "int32" },
    { uniforms: [{ type: "int32", data: [numSegments] }] },
  );
  return adopt({ ...info, shape: [...ids.shape] });
}
