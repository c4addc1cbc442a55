import type { Rank, Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { conv2d } from "./conv2d.ts";

export interface Conv1dOptions {
  /** One number an output channel: [outChannels]. */
  readonly bias?: Tensor | null | undefined;
  /** Steps of the kernel. Default 1. */
  readonly stride?: number;
  /** Zeros on each side, or "same" for as many as keep the width (stride 1 only). Default 0. */
  readonly padding?: number | "same";
  /** Distance between the entries a kernel looks at. Default 1. */
  readonly dilation?: number;
  /** Splits input and output channels into groups that do not see one another. Default 1. */
  readonly groups?: number;
}

const OPTIONS: OptionExamples<Conv1dOptions> = {
  bias: "bias",
  stride: "2",
  padding: "1",
  dilation: "1",
  groups: "1",
};

/**
 * One-dimensional convolution, as torch.nn.functional.conv1d: a `conv2d` of height 1.
 *
 * ```ts
 * conv1d(signal, weight, { padding: 1 }); // [8, 3, 100], [16, 3, 3] -> [8, 16, 100]
 * ```
 * @throws ToolError if the channels do not match or the kernel is larger than the padded input.
 */
export function conv1d<R extends Rank = Rank.R3>(
  x: Tensor,
  weight: Tensor,
  options: Conv1dOptions = {},
): Tensor<R> {
  requireTensor("conv1d", x);
  requireTensor("conv1d", weight, "the weight");
  requireOptions<Conv1dOptions>("conv1d", options, OPTIONS);
  if ((x.rank !== 3 && x.rank !== 2) || weight.rank !== 3) {
    throw lesson("conv1d", {
      what: "the input must be [batch, inChannels, width] (or without the batch) and the weight [outChannels, inChannels, kernelWidth].",
      given: { input: shapeText(x.shape), weight: shapeText(weight.shape) },
    });
  }
  const { bias, stride = 1, padding = 0, dilation = 1, groups = 1 } = options;
  return tf.tidy(() => {
    const flat = tf.expandDims(x, -2); // [batch, inChannels, 1, width]
    const kernel = tf.expandDims(weight, -2); // [outChannels, inChannels, 1, kernelWidth]
    const y = conv2d<Rank>(flat, kernel, {
      bias,
      stride: [1, stride],
      padding: padding === "same" ? "same" : [0, padding],
      dilation: [1, dilation],
      groups,
    });
    return tf.squeeze(y, [-2]) as Tensor<R>; // [batch, outChannels, outWidth]
  });
}
