import type { DataType, TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { asTensor, provideKernel } from "../registry.ts";
import { axesOf, reducedShape, sizeOf } from "../shapes.ts";
import { allocate, heapOf, type Values, valuesOf } from "./heap.ts";
import { sumSimd } from "./sums.ts";

interface Attributes {
  readonly axis: number | number[];
  readonly keepDims: boolean;
}

/** sum and mean, added up in float64. Stock adds in float32: the sum of a million times 0.1 is 1 % off. */
export function mendReductions(): void {
  provideKernel<{ x: TensorInfo }, Attributes>("Sum", "wasm", ({ inputs: { x }, attrs, backend }) =>
    summed(backend, x, attrs, x.dtype === "bool" ? "int32" : x.dtype, false),
  );
  provideKernel<{ x: TensorInfo }, Attributes>("Mean", "wasm", ({ inputs: { x }, attrs, backend }) =>
    summed(backend, x, attrs, "float32", true),
  );
}

function summed(
  backend: unknown,
  x: TensorInfo,
  { axis, keepDims }: Attributes,
  dtype: DataType,
  mean: boolean,
): TensorInfo {
  const axes = axesOf(axis, x.shape);
  const count = axes.reduce((total, each) => total * (x.shape[each] as number), 1);
  const { source, outer, inner } = inThreeAxes(x, axes, count);
  const out = allocate(backend, reducedShape(x.shape, axes, keepDims), dtype);
  if (dtype !== "float32" || !sumSimd(heapOf(backend), source, [outer, count, inner], mean, out)) {
    const scale = mean ? 1 / count : 1;
    addUp(valuesOf(backend, source), outer, count, inner, scale, valuesOf(backend, out));
  }
  return out;
}

interface ThreeAxes {
  readonly source: TensorInfo;
  readonly outer: number;
  readonly inner: number;
}

/**
 * x as [outer, count, inner] with the middle reduced: as it is where the reduced axes are neighbours, else
 * transposed.
 */
function inThreeAxes(x: TensorInfo, axes: readonly number[], count: number): ThreeAxes {
  const long = x.shape.map((_, axis) => axis).filter((axis) => x.shape[axis] !== 1);
  const reduced = long.filter((axis) => axes.includes(axis));
  const between = long.filter(
    (axis) => axis > (reduced[0] ?? 0) && axis < (reduced.at(-1) ?? 0) && !axes.includes(axis),
  );
  if (between.length > 0) {
    const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
    return {
      source: tfjs.transpose(asTensor(x), [...kept, ...axes]),
      outer: sizeOf(x.shape) / count,
      inner: 1,
    };
  }
  const inner = long.filter((axis) => axis > (reduced.at(-1) ?? x.shape.length));
  const innerSize = sizeOf(inner.map((axis) => x.shape[axis] as number));
  return { source: x, outer: count === 0 ? 0 : sizeOf(x.shape) / count / innerSize, inner: innerSize };
}

function addUp(
  source: Values,
  outer: number,
  count: number,
  inner: number,
  scale: number,
  out: Values,
): void {
  if (inner === 1) {
    for (let i = 0, from = 0; i < outer; i++) {
      let sum = 0;
      for (const end = from + count; from < end; from++) sum += source[from] as number;
      out[i] = sum * scale;
    }
    return;
  }
  const sums = new Float64Array(inner);
  for (let i = 0, from = 0; i < outer; i++) {
    sums.fill(0);
    for (let k = 0; k < count; k++)
      for (let j = 0; j < inner; j++, from++) sums[j] = (sums[j] as number) + (source[from] as number);
    for (let j = 0; j < inner; j++) out[i * inner + j] = (sums[j] as number) * scale;
  }
}
