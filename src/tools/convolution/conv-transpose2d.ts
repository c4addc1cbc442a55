import type { Rank, Tensor, Tensor4D } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { batched, channelsFirst, channelsLast, requireFloats, withBias } from "./layout.ts";
import { type IntOrPair, pairOf } from "./pairs.ts";

export interface ConvTranspose2dOptions {
  /** One number an output channel: [outChannels]. */
  readonly bias?: Tensor | null | undefined;
  /** Distance in the output between neighbouring pixels of the input. Default 1. */
  readonly stride?: IntOrPair;
  /** Rows and columns that are cut off each side of the output. Default 0. */
  readonly padding?: IntOrPair;
  /**
   * Rows and columns kept (or added) at the bottom and right on top of that. Default 0, less than the stride.
   */
  readonly outputPadding?: IntOrPair;
}

const OPTIONS: OptionExamples<ConvTranspose2dOptions> = {
  bias: "bias",
  stride: "2",
  padding: "1",
  outputPadding: "1",
};

/**
 * Transposed convolution, as torch.nn.functional.conv_transpose2d: every input pixel adds its value times the
 * kernel to the output, `stride` apart. It is the gradient of `conv2d` with respect to its input.
 *
 * `x` [batch, inChannels, height, width] and `weight` [inChannels, outChannels, kernelHeight, kernelWidth]
 * give [batch, outChannels, outHeight, outWidth] with outHeight = (height - 1) stride - 2 padding +
 * kernelHeight + outputPadding. Differentiable in all tensors.
 *
 * ```ts
 * convTranspose2d(z, weight, { stride: 2, padding: 1 }); // [8, 32, 7, 7], [32, 16, 4, 4] -> [8, 16, 14, 14]
 * ```
 * @throws ToolError if the channels do not match or nothing would be left of the output.
 */
export function convTranspose2d<R extends Rank = Rank.R4>(
  x: Tensor,
  weight: Tensor,
  options: ConvTranspose2dOptions = {},
): Tensor<R> {
  requireTensor("convTranspose2d", x);
  requireTensor("convTranspose2d", weight, "the weight");
  requireOptions<ConvTranspose2dOptions>("convTranspose2d", options, OPTIONS);
  return tf.tidy(
    () => batched("convTranspose2d", x, (images) => convolve(images, weight, options)) as Tensor<R>,
  );
}

function convolve(x: Tensor4D, weight: Tensor, options: ConvTranspose2dOptions): Tensor4D {
  requireFloats("convTranspose2d", x, weight);
  checkChannels(x, weight);
  const stride = pairOf("convTranspose2d", "stride", options.stride ?? 1, 1);
  // [kernelHeight, kernelWidth, outChannels, inChannels]
  const filter = tf.transpose(weight as Tensor4D, [2, 3, 1, 0]);
  const [batch, , height, width] = x.shape;
  const [kernelHeight, kernelWidth, outChannels] = filter.shape;
  const whole: [number, number] = [
    (height - 1) * stride[0] + kernelHeight,
    (width - 1) * stride[1] + kernelWidth,
  ];
  const full = tf.conv2dTranspose(channelsLast(x), filter, [batch, ...whole, outChannels], stride, "valid");
  return withBias("convTranspose2d", trimmed(channelsFirst(full), stride, options), options.bias);
}

/** Cuts `padding` off each side, then keeps or adds `outputPadding` rows and columns behind. */
function trimmed(full: Tensor4D, stride: [number, number], options: ConvTranspose2dOptions): Tensor4D {
  const padding = pairOf("convTranspose2d", "padding", options.padding ?? 0, 0);
  const extra = pairOf("convTranspose2d", "outputPadding", options.outputPadding ?? 0, 0);
  if (extra.some((length, i) => length > 0 && length >= (stride[i] ?? 1))) {
    throw lesson("convTranspose2d", {
      what: `outputPadding ${shapeText(extra)} must be smaller than the stride ${shapeText(stride)}.`,
    });
  }
  const [batch, channels, height, width] = full.shape;
  const size = [height - 2 * padding[0] + extra[0], width - 2 * padding[1] + extra[1]];
  if (size.some((length) => length < 1)) {
    throw lesson("convTranspose2d", {
      what: `a padding of ${shapeText(padding)} leaves nothing of an output of ${shapeText([height, width])}.`,
    });
  }
  const missing = extra.map((length, i) => Math.max(0, length - (padding[i] ?? 0)));
  const grown = tf.pad(full, [
    [0, 0],
    [0, 0],
    [0, missing[0] ?? 0],
    [0, missing[1] ?? 0],
  ]) as Tensor4D;
  return tf.slice(grown, [0, 0, padding[0], padding[1]], [batch, channels, size[0] ?? 0, size[1] ?? 0]);
}

function checkChannels(x: Tensor4D, weight: Tensor): void {
  if (weight.rank === 4 && weight.shape[0] === x.shape[1]) return;
  throw lesson("convTranspose2d", {
    what: "the weight must be [inChannels, outChannels, kernelHeight, kernelWidth], inChannels as the input has.",
    given: { input: shapeText(x.shape), weight: shapeText(weight.shape) },
    fits: `a weight [${x.shape[1]}, outChannels, kernelHeight, kernelWidth]; the input's channels come first, unlike in conv2d`,
  });
}
