import type { Tensor, Tensor4D } from "#tfjs";
import * as tfjs from "#tfjs";
import { sideBySide } from "../everywhere/numeric-padding.ts";
import { mendGradient } from "../registry.ts";
import { noGradient } from "../shapes.ts";

export interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: "same" | "valid" | number | tfjs.backend_util.ExplicitPadding;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

/** Pooling: average pooling's gradient with padding, and the second order of average and max pooling. */
export function mendPooling(): void {
  mendAveragePooling();
  mendMaxPooling();
}

/**
 * The forward pass divides by the cells of the window that lie inside the input, stock's gradient by all of
 * them. Scaling dy by the ratio beforehand puts it right on every backend.
 */
function mendAveragePooling(): void {
  mendGradient<PoolAttributes, "x">("AvgPool", {
    inputs: ["x"],
    gradient: (dy, { x }, a) => ({
      x: () => {
        const scale = windowOverInside(x.shape, a);
        return tfjs
          .engine()
          .runKernel(
            "AvgPoolGrad",
            { dy: scale === undefined ? dy : tfjs.mul(dy, scale), input: x },
            attributesOf(a),
          );
      },
    }),
  });
  mendGradient<PoolAttributes, "dy" | "input">("AvgPoolGrad", {
    inputs: ["dy", "input"],
    gradient: (g, { input }, a) => ({
      dy: () => {
        const averages = tfjs.avgPool(g as Tensor4D, a.filterSize, a.strides, a.pad, a.dimRoundingMode);
        const scale = windowOverInside(input.shape, a);
        return scale === undefined ? averages : tfjs.div(averages, scale);
      },
      input: () => noGradient(input),
    }),
  });
}

function attributesOf({ filterSize, strides, pad, dimRoundingMode }: PoolAttributes): tfjs.NamedAttrMap {
  return {
    filterSize,
    strides,
    pad,
    ...(dimRoundingMode && { dimRoundingMode }),
  } as unknown as tfjs.NamedAttrMap;
}

/**
 * Cells of a window divided by its cells inside the input, [1, outHeight, outWidth, 1]; undefined where every
 * window lies inside.
 */
export function windowOverInside(shape: readonly number[], a: PoolAttributes): Tensor | undefined {
  const info = poolInfo(shape, a);
  const rows = cellsInside(
    info.outHeight,
    info.strideHeight,
    info.filterHeight,
    info.padInfo.top,
    info.inHeight,
  );
  const columns = cellsInside(
    info.outWidth,
    info.strideWidth,
    info.filterWidth,
    info.padInfo.left,
    info.inWidth,
  );
  if (rows.every((n) => n === info.filterHeight) && columns.every((n) => n === info.filterWidth))
    return undefined;
  const window = info.filterHeight * info.filterWidth;
  const ratios = rows.flatMap((r) => columns.map((c) => window / (r * c)));
  return tfjs.tensor(ratios, [1, info.outHeight, info.outWidth, 1], "float32");
}

/** Output size, padding and strides of a pooling over an NHWC shape. */
export function poolInfo(shape: readonly number[], a: PoolAttributes): tfjs.backend_util.Conv2DInfo {
  const pad = typeof a.pad === "number" ? (sideBySide(a.pad) as tfjs.backend_util.ExplicitPadding) : a.pad;
  return tfjs.backend_util.computePool2DInfo(
    shape as [number, number, number, number],
    a.filterSize,
    a.strides,
    1,
    pad,
    a.dimRoundingMode,
  );
}

/** For each window along one axis, how many of its cells are not padding. */
function cellsInside(
  windows: number,
  stride: number,
  size: number,
  padding: number,
  length: number,
): number[] {
  return Array.from({ length: windows }, (_, i) => {
    const begin = i * stride - padding;
    return Math.min(begin + size, length) - Math.max(begin, 0);
  });
}

/** Second order: what flows into dX flows on to dy from the one place of each window that won. */
function mendMaxPooling(): void {
  mendGradient<PoolAttributes, "input" | "output" | "dy">("MaxPoolGrad", {
    inputs: ["dy", "input", "output"],
    gradient: (g, { dy, input, output }, a) => ({
      dy: () => tfjs.reshape(tfjs.gather(tfjs.reshape(g, [-1]), winners(input, a)), dy.shape),
      input: () => noGradient(input),
      output: () => noGradient(output),
    }),
  });
  mendGradient<PoolAttributes, "x">("MaxPoolWithArgmax", {
    inputs: ["x"],
    gradient: (dy, { x }, a) => ({
      x: () =>
        tfjs.reshape(tfjs.unsortedSegmentSum(tfjs.reshape(dy, [-1, 1]), winners(x, a), x.size), x.shape),
    }),
  });
}

/** Position in the flattened input of each window's largest entry. [windows * channels] */
function winners(x: Tensor, { filterSize, strides, pad }: PoolAttributes): tfjs.Tensor1D {
  const attributes = { filterSize, strides, pad, includeBatchInIndex: true } as unknown as tfjs.NamedAttrMap;
  const [values, places] = tfjs.engine().runKernel("MaxPoolWithArgmax", { x }, attributes) as unknown as [
    Tensor,
    Tensor,
  ];
  values.dispose();
  return tfjs.cast(tfjs.reshape(places, [-1]), "int32");
}
