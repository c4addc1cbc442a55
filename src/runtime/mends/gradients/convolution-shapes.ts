import type { Tensor, Tensor4D } from "#tfjs";
import * as tfjs from "#tfjs";
import { sideBySide } from "../everywhere/numeric-padding.ts";

type Pair = number | [number, number];

/**
 * How a convolution slides; TensorFlow.js' kernel attributes. Shapes are NHWC and [height, width, in, out].
 */
export interface ConvolutionAttributes {
  readonly strides: Pair;
  readonly pad: "same" | "valid" | number | tfjs.backend_util.ExplicitPadding;
  readonly dataFormat?: "NHWC" | "NCHW";
  readonly dilations?: Pair;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

export type ConvolutionInfo = tfjs.backend_util.Conv2DInfo;

/** Output size, padding and strides of a convolution, from its NHWC input's and its filter's shape. */
export function convolutionInfo(
  input: readonly number[],
  filter: readonly number[],
  a: ConvolutionAttributes,
  depthwise = false,
): ConvolutionInfo {
  const pad = typeof a.pad === "number" ? (sideBySide(a.pad) as tfjs.backend_util.ExplicitPadding) : a.pad;
  return tfjs.backend_util.computeConv2DInfo(
    input as [number, number, number, number],
    filter as [number, number, number, number],
    a.strides,
    a.dilations ?? 1,
    pad,
    a.dimRoundingMode,
    depthwise,
    "channelsLast",
  );
}

export const isOne = (pair: Pair): boolean => [pair].flat().every((step) => step === 1);

/** Channels last, whichever format it came in. */
export const toNHWC = (x: Tensor, format: string | undefined): Tensor4D =>
  (format === "NCHW" ? tfjs.transpose(x, [0, 2, 3, 1]) : x) as Tensor4D;

/** Back to the format it came in. */
export const fromNHWC = (x: Tensor, format: string | undefined): Tensor4D =>
  (format === "NCHW" ? tfjs.transpose(x, [0, 3, 1, 2]) : x) as Tensor4D;

export function shapeInNHWC(shape: readonly number[], format: string | undefined): number[] {
  const [a, b, c, d] = shape as [number, number, number, number];
  return format === "NCHW" ? [a, c, d, b] : [a, b, c, d];
}

/** Explicit padding is given axis by axis, so it moves with the axes. */
export function paddingInNHWC({ pad, dataFormat }: ConvolutionAttributes): ConvolutionAttributes["pad"] {
  if (dataFormat !== "NCHW" || !Array.isArray(pad)) return pad;
  const [batch, channels, height, width] = pad as tfjs.backend_util.ExplicitPadding;
  return [batch, height, width, channels] as tfjs.backend_util.ExplicitPadding;
}

/**
 * Puts `stride - 1` zeros between neighbours of height and width. [batch, (h-1)*stride+1, (w-1)*stride+1,
 * channel]
 */
export function stuffZeros(x: Tensor, strideHeight: number, strideWidth: number): Tensor4D {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const wide = stuffAxis(tfjs.reshape(x, [batch * height, width, channels]), strideWidth);
  const newWidth = (width - 1) * strideWidth + 1;
  const tall = stuffAxis(tfjs.reshape(wide, [batch, height, newWidth * channels]), strideHeight);
  return tfjs.reshape(tall, [batch, (height - 1) * strideHeight + 1, newWidth, channels]);
}

/** The same for the middle axis of [rows, length, inner]. */
function stuffAxis(x: Tensor, stride: number): Tensor {
  if (stride === 1) return x;
  const [rows, length, inner] = x.shape as [number, number, number];
  const gaps = tfjs.pad(tfjs.reshape(x, [rows, length, 1, inner]), [
    [0, 0],
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ]);
  return tfjs.slice(
    tfjs.reshape(gaps, [rows, length * stride, inner]),
    [0, 0, 0],
    [rows, (length - 1) * stride + 1, inner],
  );
}

/** Pads height and width; negative amounts crop. */
export function padOrCrop(x: Tensor4D, top: number, bottom: number, left: number, right: number): Tensor4D {
  const amounts = [top, bottom, left, right];
  let result = x;
  if (amounts.some((amount) => amount > 0)) {
    const [t, b, l, r] = amounts.map((amount) => Math.max(0, amount)) as [number, number, number, number];
    result = tfjs.pad(result, [
      [0, 0],
      [t, b],
      [l, r],
      [0, 0],
    ]);
  }
  if (amounts.some((amount) => amount < 0)) {
    const [t, b, l, r] = amounts.map((amount) => Math.max(0, -amount)) as [number, number, number, number];
    const [batch, height, width, channels] = result.shape;
    result = tfjs.slice(result, [0, t, l, 0], [batch, height - t - b, width - l - r, channels]);
  }
  return result;
}
