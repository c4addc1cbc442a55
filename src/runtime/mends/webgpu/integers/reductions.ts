import type { Tensor, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { adopt, asTensor, mendKernel, viewed } from "../../registry.ts";
import { axesOf, reducedShape, sizeOf } from "../../shapes.ts";
import { runShader } from "../shaders.ts";

interface One {
  readonly x: TensorInfo;
}

interface Attributes {
  readonly axis?: number | number[];
  readonly reductionIndices?: number | number[];
  readonly keepDims?: boolean;
}

const COMBINED: Readonly<Record<string, string>> = {
  Sum: "total + A[i]",
  Prod: "total * A[i]",
  Max: "max(total, A[i])",
  Min: "min(total, A[i])",
};

/** Entries that one thread combines. */
const SPAN = 64;

/** Sums, products and extremes of int32, modulo 2^32. */
export function mendIntegerReductions(): void {
  for (const kernelName of Object.keys(COMBINED)) {
    mendKernel<One, Attributes>("integers", kernelName, "webgpu", (stock) => (call) => {
      const { x } = call.inputs;
      if (x.dtype !== "int32" || sizeOf(x.shape) === 0) return stock(call);
      const axes = axesOf(call.attrs.axis ?? call.attrs.reductionIndices, x.shape);
      const shape = reducedShape(x.shape, axes, call.attrs.keepDims);
      return tfjs.reshape(reduceRows(call.backend, kernelName, rowsAlong(x, axes)), shape);
    });
  }
}

/** As [row, entry], with what is reduced in one row. */
function rowsAlong(x: TensorInfo, axes: readonly number[]): Tensor {
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const rows = sizeOf(kept.map((axis) => x.shape[axis] as number));
  const inOrder = [...kept, ...axes].every((axis, place) => axis === place);
  const moved = inOrder ? asTensor(x) : tfjs.transpose(asTensor(x), [...kept, ...axes]);
  return tfjs.reshape(moved, [rows, sizeOf(x.shape) / rows]);
}

/** Combines each row, 64 entries a thread, until one is left. */
function reduceRows(backend: unknown, kernelName: string, table: Tensor): Tensor {
  let rest = table;
  do {
    const [rows, length] = rest.shape as [number, number];
    const info = runShader(
      backend,
      { name: `int_${kernelName}`, inputs: ["A"], body: bodyOf(COMBINED[kernelName] as string) },
      [viewed(rest, [rows, length])],
      { shape: [rows, Math.ceil(length / SPAN)], dtype: "int32" },
    );
    rest = adopt(info);
  } while ((rest.shape[1] as number) > 1);
  return rest;
}

function bodyOf(combined: string): string {
  return `if (index < uniforms.size) {
  let first = (index / uniforms.outShape.y) * uniforms.aShape.y + (index % uniforms.outShape.y) * ${SPAN};
  let end = min(first + ${SPAN}, (index / uniforms.outShape.y + 1) * uniforms.aShape.y);
  var total = A[first];
  for (var i = first + 1; i < end; i++) { total = ${combined}; }
  result[index] = total;
}`;
}
