import type { Tensor, Tensor4D } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendGradient } from "../registry.ts";
import {
  type ConvolutionAttributes,
  convolutionInfo,
  fromNHWC,
  isOne,
  paddingInNHWC,
  padOrCrop,
  shapeInNHWC,
  stuffZeros,
  toNHWC,
} from "./convolution-shapes.ts";

/**
 * Convolutions with dilation or NCHW (stock throws) and the second order of all of them (stock has none).
 * Both gradients of a convolution are convolutions again, so they run through the backend's fast kernel.
 */
export function mendConvolution(): void {
  mendConvolutionGradients();
  mendFilterGradient();
  mendConvolution3dGradient();
}

function mendConvolutionGradients(): void {
  mendGradient<ConvolutionAttributes, "x" | "filter">("Conv2D", {
    inputs: ["x", "filter"],
    gradient: (dy, { x, filter }, a) =>
      isOne(a.dilations ?? 1) && (a.dataFormat !== "NCHW" || tfjs.getBackend() === "wasm")
        ? {
            x: () => backpropInput(dy, filter, x.shape, a),
            filter: () => backpropFilter(x, dy, filter.shape, a),
          }
        : throughNHWC(dy, x, filter, a),
  });
}

/** The gradients by convolutions of NHWC, for layouts and dilations that the kernels for them do not take. */
function throughNHWC(
  dy: Tensor,
  x: Tensor,
  filter: Tensor,
  a: ConvolutionAttributes,
): Record<"x" | "filter", () => Tensor> {
  const { dataFormat } = a;
  const last = { ...a, pad: paddingInNHWC(a) };
  const inputShape = shapeInNHWC(x.shape, dataFormat);
  return {
    x: () => fromNHWC(inputGradient(inputShape, toNHWC(dy, dataFormat), filter, last), dataFormat),
    filter: () => filterGradient(toNHWC(x, dataFormat), toNHWC(dy, dataFormat), filter.shape, last),
  };
}

function mendFilterGradient(): void {
  mendGradient<ConvolutionAttributes, "x" | "dy">("Conv2DBackpropFilter", {
    inputs: ["x", "dy"],
    gradient: (g, { x, dy }, a) => ({
      x: () => backpropInput(dy, g, x.shape, a),
      dy: () =>
        tfjs.conv2d(x as Tensor4D, g as Tensor4D, a.strides, a.pad, a.dataFormat, 1, a.dimRoundingMode),
    }),
  });
}

function mendConvolution3dGradient(): void {
  mendGradient<{ strides: [number, number, number]; pad: "same" | "valid" }, "dy" | "filter">(
    "Conv3DBackpropInputV2",
    {
      inputs: ["dy", "filter"],
      gradient: (g, { dy, filter }, { strides, pad }) => ({
        dy: () => tfjs.conv3d(g as tfjs.Tensor5D, filter as tfjs.Tensor5D, strides, pad),
        filter: () =>
          tfjs
            .engine()
            .runKernel("Conv3DBackpropFilterV2", { x: g, dy }, { strides, pad, filterShape: filter.shape }),
      }),
    },
  );
}

function backpropInput(dy: Tensor, filter: Tensor, inputShape: number[], a: ConvolutionAttributes): Tensor {
  const { strides, pad, dataFormat = "NHWC", dimRoundingMode } = a;
  const attributes = { strides, pad, dataFormat, inputShape, ...(dimRoundingMode && { dimRoundingMode }) };
  return tfjs
    .engine()
    .runKernel("Conv2DBackpropInput", { dy, filter }, attributes as unknown as tfjs.NamedAttrMap);
}

function backpropFilter(x: Tensor, dy: Tensor, filterShape: number[], a: ConvolutionAttributes): Tensor {
  const { strides, pad, dataFormat = "NHWC", dimRoundingMode } = a;
  const attributes = { strides, pad, dataFormat, filterShape, ...(dimRoundingMode && { dimRoundingMode }) };
  return tfjs
    .engine()
    .runKernel("Conv2DBackpropFilter", { x, dy }, attributes as unknown as tfjs.NamedAttrMap);
}

/**
 * dX: dy with zeros stuffed between its entries, convolved with the filter turned by 180 degrees and its
 * channels swapped. Everything NHWC; any stride, dilation and padding. [batch, height, width, in]
 */
function inputGradient(
  inputShape: readonly number[],
  dy: Tensor4D,
  filter: Tensor,
  a: ConvolutionAttributes,
): Tensor4D {
  const info = convolutionInfo(inputShape, filter.shape, a);
  const stuffed = stuffZeros(dy, info.strideHeight, info.strideWidth);
  const top = info.effectiveFilterHeight - 1 - info.padInfo.top;
  const left = info.effectiveFilterWidth - 1 - info.padInfo.left;
  const bottom = info.inHeight + info.effectiveFilterHeight - 1 - stuffed.shape[1] - top;
  const right = info.inWidth + info.effectiveFilterWidth - 1 - stuffed.shape[2] - left;
  const turned = tfjs.transpose(tfjs.reverse(filter, [0, 1]), [0, 1, 3, 2]) as Tensor4D; // [height, width, out, in]
  return tfjs.conv2d(padOrCrop(stuffed, top, bottom, left, right), turned, 1, "valid", "NHWC", [
    info.dilationHeight,
    info.dilationWidth,
  ]);
}

/**
 * dW: x convolved with dy, where batch and channels swap places and stride and dilation do too.
 * [height, width, in, out]
 */
export function filterGradient(
  x: Tensor4D,
  dy: Tensor4D,
  filterShape: readonly number[],
  a: ConvolutionAttributes,
): Tensor4D {
  const info = convolutionInfo(x.shape, filterShape, a);
  const needHeight = (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight;
  const needWidth = (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth;
  const { top, left } = info.padInfo;
  const padded = padOrCrop(x, top, needHeight - x.shape[1] - top, left, needWidth - x.shape[2] - left);
  const result = tfjs.conv2d(
    tfjs.transpose(padded, [3, 1, 2, 0]) as Tensor4D, // [in, height, width, batch]
    tfjs.transpose(dy, [1, 2, 0, 3]) as Tensor4D, // [outHeight, outWidth, batch, out]
    [info.dilationHeight, info.dilationWidth],
    "valid",
    "NHWC",
    [info.strideHeight, info.strideWidth],
  ); // [in, height, width, out]
  return tfjs.transpose(result, [1, 2, 0, 3]) as Tensor4D;
}
