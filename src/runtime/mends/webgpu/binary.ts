import type { DataType, TensorInfo } from "#tfjs";
import { viewed } from "../registry.ts";
import { broadcastShape, padShape } from "../shapes.ts";
import { coordinate, coordinates, runShader } from "./shaders.ts";

export interface BinaryShader {
  readonly name: string;
  /** WGSL at module level. */
  readonly functions?: string;
  /** A WGSL expression in `a` and `b`. */
  readonly code: string;
}

/** Runs a shader that computes each entry from two tensors that broadcast against one another. Up to six axes. */
export function runBinary(
  backend: unknown,
  { name, functions = "", code }: BinaryShader,
  a: TensorInfo,
  b: TensorInfo,
  dtype: DataType,
): TensorInfo {
  const shape = broadcastShape(a.shape, b.shape);
  const outer = shape.length === 0 ? [1] : shape;
  const result = runShader(
    backend,
    { name, inputs: ["A", "B"], functions, body: broadcastBody(code, outer.length) },
    [viewed(a, padShape(a.shape, outer.length)), viewed(b, padShape(b.shape, outer.length))],
    { shape: outer, dtype },
  );
  return { ...result, shape };
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
