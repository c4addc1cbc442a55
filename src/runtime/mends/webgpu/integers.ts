import type { DataType, TensorInfo } from "#tfjs";
import { mendKernel, viewed } from "../registry.ts";
import { broadcastShape, padShape, sizeOf } from "../shapes.ts";
import { coordinate, coordinates, runShader } from "./shaders.ts";

const MOST_AXES = 6; // more are brought down to six before they get here (many-axes.ts)

const ARITHMETIC: Readonly<Record<string, string>> = {
  Add: "a + b",
  Sub: "a - b",
  Multiply: "a * b",
  Maximum: "max(a, b)",
  Minimum: "min(a, b)",
};

const COMPARISONS: Readonly<Record<string, string>> = {
  Equal: "select(0, 1, a == b)",
  NotEqual: "select(0, 1, a != b)",
  Greater: "select(0, 1, a > b)",
  GreaterEqual: "select(0, 1, a >= b)",
  Less: "select(0, 1, a < b)",
  LessEqual: "select(0, 1, a <= b)",
};

/**
 * int32 as int32. Stock's shaders take every integer through float32, which rounds it beyond 2^24, and
 * transpose into a shader that does not compile.
 */
export function mendIntegers(): void {
  for (const [kernelName, code] of Object.entries(ARITHMETIC)) mendBinary(kernelName, code, "int32");
  for (const [kernelName, code] of Object.entries(COMPARISONS)) mendBinary(kernelName, code, "bool");
  mendTranspose();
}

function mendBinary(kernelName: string, code: string, dtype: DataType): void {
  mendKernel<{ a: TensorInfo; b: TensorInfo }, unknown>(
    "integers",
    kernelName,
    "webgpu",
    (stock) => (call) => {
      const { a, b } = call.inputs;
      if (a.dtype !== "int32" || b.dtype !== "int32") return stock(call);
      if (sizeOf(a.shape) === 0 || sizeOf(b.shape) === 0) return stock(call);
      const shape = broadcastShape(a.shape, b.shape);
      const outer = shape.length === 0 ? [1] : shape;
      const result = runShader(
        call.backend,
        { name: `int_${kernelName}`, inputs: ["A", "B"], body: broadcastBody(code, outer.length) },
        [viewed(a, padShape(a.shape, outer.length)), viewed(b, padShape(b.shape, outer.length))],
        { shape: outer, dtype },
      );
      return { ...result, shape };
    },
  );
}

/** An axis of length one is read at 0, whatever the output's coordinate is. */
function broadcastBody(code: string, rank: number): string {
  const at = (shape: string) => {
    const parts = Array.from({ length: rank }, (_, axis) => {
      const length = coordinate(`uniforms.${shape}`, axis, rank);
      return `min(${coordinate("coords", axis, rank)}, ${length} - 1)`;
    });
    return `getIndexFromCoords${rank}D(${coordinates(parts)}, uniforms.${shape})`;
  };
  return `if (index < uniforms.size) {
  let coords = getCoordsFromIndex(index);
  let a = A[${at("aShape")}];
  let b = B[${at("bShape")}];
  result[index] = ${code};
}`;
}

function mendTranspose(): void {
  mendKernel<{ x: TensorInfo }, { perm: number[] }>("integers", "Transpose", "webgpu", (stock) => (call) => {
    const { x } = call.inputs;
    const { perm } = call.attrs;
    const rank = perm.length;
    if (x.dtype === "float32" || rank < 2 || rank > MOST_AXES) return stock(call);
    const source = perm.map((_, axis) => coordinate("coords", perm.indexOf(axis), rank));
    return runShader(
      call.backend,
      {
        name: `int_transpose_${perm}`,
        inputs: ["A"],
        body: `if (index < uniforms.size) {
  let coords = getCoordsFromIndex(index);
  result[index] = A[getIndexFromCoords${rank}D(${coordinates(source)}, uniforms.aShape)];
}`,
      },
      [x],
      { shape: perm.map((axis) => x.shape[axis] as number), dtype: x.dtype },
    );
  });
}
