import type { TensorInfo } from "#tfjs";
import { mendKernel, viewed } from "../../registry.ts";
import { broadcastShape, sizeOf } from "../../shapes.ts";
import { runShader } from "../shaders.ts";

interface Attributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** matMul of int32, modulo 2^32. One entry a thread: rooms multiply integers rarely, and small ones. */
export function mendIntegerMatMul(): void {
  mendKernel<{ a: TensorInfo; b: TensorInfo }, Attributes>(
    "integers",
    "BatchMatMul",
    "webgpu",
    (stock) => (call) => {
      const { a, b } = call.inputs;
      const { transposeA, transposeB } = call.attrs;
      if (a.dtype !== "int32" || b.dtype !== "int32") return stock(call);
      if (sizeOf(a.shape) === 0 || sizeOf(b.shape) === 0) return stock(call);
      const batch = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
      const rows = a.shape.at(transposeA ? -1 : -2) as number;
      const columns = b.shape.at(transposeB ? -2 : -1) as number;
      const result = runShader(
        call.backend,
        { name: `int_matmul_${transposeA}_${transposeB}`, inputs: ["A", "B"], body: bodyOf(call.attrs) },
        [asMatrices(a), asMatrices(b)],
        { shape: [sizeOf(batch), rows, columns], dtype: "int32" },
      );
      return { ...result, shape: [...batch, rows, columns] };
    },
  );
}

const asMatrices = (x: TensorInfo): TensorInfo =>
  viewed(x, [sizeOf(x.shape.slice(0, -2)), x.shape.at(-2) as number, x.shape.at(-1) as number]);

/** A batch of one is used for all. */
function bodyOf({ transposeA, transposeB }: Attributes): string {
  const at = (matrix: string, shape: string, row: string, column: string) =>
    `${matrix}[(min(batch, ${shape}.x - 1) * ${shape}.y + ${row}) * ${shape}.z + ${column}]`;
  const a = transposeA ? at("A", "uniforms.aShape", "k", "row") : at("A", "uniforms.aShape", "row", "k");
  const b = transposeB
    ? at("B", "uniforms.bShape", "column", "k")
    : at("B", "uniforms.bShape", "k", "column");
  return `if (index < uniforms.size) {
  let column = index % uniforms.outShape.z;
  let row = (index / uniforms.outShape.z) % uniforms.outShape.y;
  let batch = index / (uniforms.outShape.z * uniforms.outShape.y);
  var total = 0;
  for (var k = 0; k < uniforms.aShape.${transposeA ? "y" : "z"}; k++) { total = total + ${a} * ${b}; }
  result[index] = total;
}`;
}
