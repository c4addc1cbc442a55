import type { TensorInfo } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendKernel } from "../registry.ts";
import { sizeOf } from "../shapes.ts";

interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: "same" | "valid" | number;
  readonly dataFormat?: "NHWC" | "NCHW";
  readonly dilations?: number | [number, number];
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
  readonly inputShape: [number, number, number, number];
  readonly filterShape: number[];
}

/** A batch of no images: stock binds a buffer of no bytes, which the device refuses. */
export function mendEmptyConvolutions(): void {
  mend<"x" | "filter">("Conv2D", ({ x, filter }, attributes) => convolvedShape(x, filter, attributes));
  mend<"dy" | "filter">("Conv2DBackpropInput", (_, { inputShape }) => inputShape);
  mend<"x" | "dy">("Conv2DBackpropFilter", (_, { filterShape }) => filterShape);
}

function mend<Input extends string>(
  kernelName: string,
  shapeOf: (inputs: Readonly<Record<Input, TensorInfo>>, attributes: Attributes) => number[],
): void {
  mendKernel<Readonly<Record<Input, TensorInfo>>, Attributes>(
    "of nothing",
    kernelName,
    "webgpu",
    (stock) => (call) => {
      const nothing = Object.values<TensorInfo>(call.inputs).some(({ shape }) => sizeOf(shape) === 0);
      return nothing ? tfjs.zeros(shapeOf(call.inputs, call.attrs)) : stock(call);
    },
  );
}

function convolvedShape(x: TensorInfo, filter: TensorInfo, attributes: Attributes): number[] {
  const { strides, dilations = 1, pad, dimRoundingMode, dataFormat } = attributes;
  return tfjs.backend_util.computeConv2DInfo(
    x.shape as [number, number, number, number],
    filter.shape as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
    false,
    tfjs.backend_util.convertConv2DDataFormat(dataFormat ?? "NHWC"),
  ).outShape;
}
