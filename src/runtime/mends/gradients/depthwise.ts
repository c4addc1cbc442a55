import type { Tensor, Tensor4D } from "#tfjs";
import * as tfjs from "#tfjs";
import { mendGradient } from "../registry.ts";
import { type ConvolutionAttributes, convolutionInfo, padOrCrop, stuffZeros } from "./convolution-shapes.ts";

/**
 * Depthwise convolution with any stride and dilation. Stock throws for dilations; wasm has no backward
 * kernels at all.
 */
export function mendDepthwise(): void {
  mendGradient<ConvolutionAttributes, "x" | "filter">("DepthwiseConv2dNative", {
    inputs: ["x", "filter"],
    gradient: (dy, { x, filter }, a) => ({
      x: () => depthwiseInputGradient(x.shape, dy as Tensor4D, filter as Tensor4D, a),
      filter: () => depthwiseFilterGradient(x as Tensor4D, dy as Tensor4D, filter.shape, a),
    }),
  });
}

/**
 * dX: a depthwise convolution of the zero-stuffed dy with the turned filter. [batch, height, width, channel]
 */
export function depthwiseInputGradient(
  inputShape: readonly number[],
  dy: Tensor4D,
  filter: Tensor4D,
  a: ConvolutionAttributes,
): Tensor {
  const info = convolutionInfo(inputShape, filter.shape, a, true);
  const [height, width, channels, multiplier] = filter.shape;
  const [batch, inHeight, inWidth] = inputShape as [number, number, number, number];
  const stuffed = stuffZeros(dy, info.strideHeight, info.strideWidth);
  const top = info.effectiveFilterHeight - 1 - info.padInfo.top;
  const left = info.effectiveFilterWidth - 1 - info.padInfo.left;
  const bottom = inHeight + info.effectiveFilterHeight - 1 - stuffed.shape[1] - top;
  const right = inWidth + info.effectiveFilterWidth - 1 - stuffed.shape[2] - left;
  const padded = padOrCrop(stuffed, top, bottom, left, right);
  const turned = tfjs.reshape(tfjs.reverse(filter, [0, 1]), [
    height,
    width,
    channels * multiplier,
    1,
  ]) as Tensor4D;
  const each = tfjs.depthwiseConv2d(padded, turned, 1, "valid", "NHWC", [
    info.dilationHeight,
    info.dilationWidth,
  ]);
  if (multiplier === 1) return each;
  return tfjs.sum(tfjs.reshape(each, [batch, inHeight, inWidth, channels, multiplier]), 4);
}

/**
 * dW: for each place of the filter, the sum of dy times what that place saw. [height, width, channel,
 * multiplier]
 */
export function depthwiseFilterGradient(
  x: Tensor4D,
  dy: Tensor4D,
  filterShape: readonly number[],
  a: ConvolutionAttributes,
): Tensor {
  const info = convolutionInfo(x.shape, filterShape, a, true);
  const [height, width, channels, multiplier] = filterShape as [number, number, number, number];
  const needHeight = (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight;
  const needWidth = (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth;
  const { top, left } = info.padInfo;
  const padded = padOrCrop(x, top, needHeight - x.shape[1] - top, left, needWidth - x.shape[2] - left);
  const gradient = tfjs.reshape(dy, [dy.shape[0], info.outHeight, info.outWidth, channels, multiplier]);
  const places: Tensor[] = [];
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      const seen = tfjs.expandDims(seenBy(padded, i * info.dilationHeight, j * info.dilationWidth, info), 4);
      places.push(tfjs.sum(tfjs.mul(seen, gradient), [0, 1, 2])); // [channel, multiplier]
    }
  }
  return tfjs.reshape(tfjs.stack(places), [...filterShape]);
}

/** The entries that one place of the filter meets as it slides. [batch, outHeight, outWidth, channel] */
function seenBy(padded: Tensor4D, top: number, left: number, info: tfjs.backend_util.Conv2DInfo): Tensor {
  const { strideHeight, strideWidth, outHeight, outWidth } = info;
  const size = [
    padded.shape[0],
    (outHeight - 1) * strideHeight + 1,
    (outWidth - 1) * strideWidth + 1,
    padded.shape[3],
  ];
  const region = tfjs.slice(padded as Tensor, [0, top, left, 0], size);
  if (strideHeight === 1 && strideWidth === 1) return region;
  return tfjs.stridedSlice(region, [0, 0, 0, 0], size, [1, strideHeight, strideWidth, 1]);
}
