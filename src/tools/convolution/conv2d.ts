import type { Rank, Tensor, Tensor4D } from "#tfjs";
import { convolvesPlanes } from "../../runtime/mends/wasm/planes.ts";
import { tf } from "../../runtime/tf.ts";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { batched, channelsFirst, channelsLast, requireFloats, withBias } from "./layout.ts";
import { type IntOrPair, pairOf } from "./pairs.ts";

export interface Conv2dOptions {
  /** One number an output channel: [outChannels]. */
  readonly bias?: Tensor | null | undefined;
  /** Steps of the kernel over the image. Default 1. */
  readonly stride?: IntOrPair;
  /** Zeros on each side, or "same" for as many as keep height and width (stride 1 only). Default 0. */
  readonly padding?: IntOrPair | "same";
  /** Distance between the pixels a kernel looks at. Default 1. */
  readonly dilation?: IntOrPair;
  /** Splits input and output channels into groups that do not see one another. Default 1. */
  readonly groups?: number;
}

const OPTIONS: OptionExamples<Conv2dOptions> = {
  bias: "bias",
  stride: "2",
  padding: "1",
  dilation: "1",
  groups: "1",
};

/** The numbers of a convolution, worked out and checked. */
interface Geometry {
  readonly stride: [number, number];
  readonly dilation: [number, number];
  /** [before, after] of height and width. */
  readonly padding: [[number, number], [number, number]];
  readonly groups: number;
}

/**
 * Two-dimensional convolution (cross-correlation, the kernel is not flipped), as torch.nn.functional.conv2d.
 *
 * `x` [batch, inChannels, height, width] and `weight` [outChannels, inChannels / groups, kernelHeight,
 * kernelWidth] give [batch, outChannels, outHeight, outWidth] with outHeight = floor((height + 2 padding -
 * dilation (kernelHeight - 1) - 1) / stride) + 1. The batch axis may be missing. Differentiable in all
 * tensors.
 *
 * ```ts
 * conv2d(images, weight); // [8, 3, 28, 28], [16, 3, 3, 3] -> [8, 16, 26, 26]
 * conv2d(images, weight, { bias, stride: 2, padding: 1 }); // -> [8, 16, 14, 14]
 * ```
 * @throws ToolError if the channels do not match or the kernel is larger than the padded image.
 */
export function conv2d<R extends Rank = Rank.R4>(
  x: Tensor,
  weight: Tensor,
  options: Conv2dOptions = {},
): Tensor<R> {
  requireTensor("conv2d", x);
  requireTensor("conv2d", weight, "the weight");
  requireOptions<Conv2dOptions>("conv2d", options, OPTIONS);
  return tf.tidy(() => batched("conv2d", x, (images) => convolve(images, weight, options)) as Tensor<R>);
}

function convolve(x: Tensor4D, weight: Tensor, options: Conv2dOptions): Tensor4D {
  requireFloats("conv2d", x, weight);
  const geometry = geometryOf(x, weight, options);
  // [kernelHeight, kernelWidth, inChannels / groups, outChannels]
  const filter = tf.transpose(weight as Tensor4D, [2, 3, 1, 0]);
  const planes = convolvesPlanes(filter.shape, [...geometry.stride, ...geometry.dilation]);
  // [batch, outChannels, outHeight, outWidth]
  const y = planes
    ? convolveGroups(x, filter, geometry, "NCHW")
    : channelsFirst(convolveGroups(channelsLast(x), filter, geometry, "NHWC"));
  return withBias("conv2d", y, options.bias);
}

type Layout = "NCHW" | "NHWC";

/** `x` and the result have the layout's axes. */
function convolveGroups(x: Tensor4D, filter: Tensor4D, geometry: Geometry, layout: Layout): Tensor4D {
  const { groups } = geometry;
  const convolution = (input: Tensor4D, kernel: Tensor4D) => convolveOnce(input, kernel, geometry, layout);
  if (groups === 1) return convolution(x, filter);
  const channels = layout === "NCHW" ? 1 : 3;
  const inputs = tf.split<Tensor4D>(x, groups, channels);
  const kernels = tf.split<Tensor4D>(filter, groups, 3);
  return tf.concat(
    inputs.map((input, group) => convolution(input, kernels[group] as Tensor4D)),
    channels,
  );
}

/** TensorFlow.js strides or dilates, not both: then every place is computed and the strided ones are kept. */
function convolveOnce(
  x: Tensor4D,
  filter: Tensor4D,
  { stride, dilation, padding }: Geometry,
  layout: Layout,
): Tensor4D {
  const none: [number, number] = [0, 0];
  if (layout === "NCHW") return tf.conv2d(x, filter, 1, [none, none, ...padding], layout);
  const around = [none, ...padding, none] satisfies Parameters<typeof tf.conv2d>[3];
  if (Math.max(...stride) === 1 || Math.max(...dilation) === 1)
    return tf.conv2d(x, filter, stride, around, "NHWC", dilation);
  const dense = tf.conv2d(x, filter, 1, around, "NHWC", dilation);
  return tf.stridedSlice(dense, [0, 0, 0, 0], dense.shape, [1, ...stride, 1]) as Tensor4D;
}

function geometryOf(x: Tensor4D, weight: Tensor, options: Conv2dOptions): Geometry {
  const { stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
  checkChannels(x, weight, groups);
  const steps = pairOf("conv2d", "stride", stride, 1);
  const gaps = pairOf("conv2d", "dilation", dilation, 1);
  const kernel: [number, number] = [weight.shape[2] ?? 1, weight.shape[3] ?? 1];
  const span: [number, number] = [gaps[0] * (kernel[0] - 1) + 1, gaps[1] * (kernel[1] - 1) + 1];
  if (padding === "same" && steps.some((step) => step !== 1)) {
    throw lesson("conv2d", {
      what: `padding "same" keeps height and width, so the stride must be 1, not ${shapeText(steps)}.`,
    });
  }
  const sides =
    padding === "same"
      ? bothSides(span)
      : pairOf("conv2d", "padding", padding, 0).map((side) => [side, side]);
  const geometry: Geometry = { stride: steps, dilation: gaps, padding: sides as Geometry["padding"], groups };
  checkSpan(x, weight, span, geometry);
  return geometry;
}

/** Zeros that keep the size at stride 1; the odd one goes behind. */
const bothSides = (span: [number, number]): [number, number][] =>
  span.map((length) => [Math.floor((length - 1) / 2), Math.ceil((length - 1) / 2)]);

function checkChannels(x: Tensor4D, weight: Tensor, groups: number): void {
  const given = { input: shapeText(x.shape), weight: shapeText(weight.shape) };
  if (weight.rank !== 4) {
    throw lesson("conv2d", {
      what: "the weight must be [outChannels, inChannels, kernelHeight, kernelWidth].",
      given,
    });
  }
  const [outChannels = 0, perGroup = 0] = weight.shape;
  if (!Number.isInteger(groups) || groups < 1 || outChannels % groups !== 0) {
    throw lesson("conv2d", {
      what: `${outChannels} output channels cannot be split into ${groups} groups.`,
      given,
    });
  }
  if (x.shape[1] === perGroup * groups) return;
  throw lesson("conv2d", {
    what: `the input has ${x.shape[1]} channels, but the weight wants ${perGroup * groups}.`,
    given,
    fits: `an input [batch, ${perGroup * groups}, height, width]; channels stand before height and width here`,
  });
}

function checkSpan(x: Tensor4D, weight: Tensor, span: [number, number], { padding }: Geometry): void {
  const size = [x.shape[2], x.shape[3]].map(
    (length, i) => length + (padding[i]?.[0] ?? 0) + (padding[i]?.[1] ?? 0),
  );
  if (size.every((length, i) => length >= (span[i] ?? 1))) return;
  throw lesson("conv2d", {
    what: `the kernel covers ${shapeText(span)} pixels, more than the padded image ${shapeText(size)} has.`,
    given: { input: shapeText(x.shape), weight: shapeText(weight.shape) },
  });
}
