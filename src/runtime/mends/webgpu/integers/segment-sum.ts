import { mendKernel, viewed } from "../../registry.ts";
import { type SegmentSumAttributes, type SegmentSumInputs, segmentSumShape } from "../../segment-sum.ts";
import { sizeOf } from "../../shapes.ts";
import { runShader } from "../shaders.ts";

/** Sums int32 by segment. Stock adds the bits of float32 numbers. One entry of the result a thread. */
export function mendIntegerSegmentSum(): void {
  mendKernel<SegmentSumInputs, SegmentSumAttributes>(
    "integers",
    "UnsortedSegmentSum",
    "webgpu",
    (stock) => (call) => {
      const { x, segmentIds } = call.inputs;
      const shape = segmentSumShape(call.inputs, call.attrs.numSegments);
      if (x.dtype !== "int32" || sizeOf(x.shape) === 0 || sizeOf(shape) === 0) return stock(call);
      const rows = sizeOf(segmentIds.shape);
      const result = runShader(
        call.backend,
        { name: "int_segment_sum", inputs: ["A", "B"], body: BODY },
        [viewed(x, [rows, sizeOf(x.shape) / rows]), viewed(segmentIds, [rows])],
        { shape: [call.attrs.numSegments, sizeOf(x.shape) / rows], dtype: "int32" },
      );
      return { ...result, shape };
    },
  );
}

const BODY = `if (index < uniforms.size) {
  let width = uniforms.outShape.y;
  var total = 0;
  for (var row = 0; row < uniforms.aShape.x; row++) {
    if (i32(B[row]) == index / width) { total = total + A[row * width + index % width]; }
  }
  result[index] = total;
}`;
