import type { backend_util, Rank, Tensor, Tensor4D } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { batched, channelsFirst, channelsLast } from "./layout.ts";
import { type IntOrPair, pairOf } from "./pairs.ts";
import { reachOf, type WindowSteps, windowsSideBySide } from "./windows.ts";

export interface PoolOptions {
  /** Steps of the window. Default: its own size, so that windows tile the image. */
  readonly stride?: IntOrPair | null | undefined;
  /** Rows and columns around the image that never win (max) or count as zeros (average). Default 0. */
  readonly padding?: IntOrPair;
  /**
   * Whether windows that begin inside the image (or its padding before it) and end beyond it are kept: heights are then
   * rounded up. Default false.
   */
  readonly ceilMode?: boolean;
}

export interface MaxPoolOptions extends PoolOptions {
  /** Distance between the pixels a window looks at. Default 1: they are neighbours. */
  readonly dilation?: IntOrPair;
}

export interface AveragePoolOptions extends PoolOptions {
  /** Whether the zeros of the padding count in the average. Default true, as in PyTorch. */
  readonly countIncludePad?: boolean;
}

const OPTIONS: OptionExamples<PoolOptions> = { stride: "2", padding: "1", ceilMode: "true" };
export const MAX_POOL_OPTIONS: OptionExamples<MaxPoolOptions> = { ...OPTIONS, dilation: "2" };
export const AVERAGE_POOL_OPTIONS: OptionExamples<AveragePoolOptions> = {
  ...OPTIONS,
  countIncludePad: "false",
};

/**
 * The largest entry of each window, as torch.nn.functional.max_pool2d.
 *
 * `x` [batch, channel, height, width] gives [batch, channel, outHeight, outWidth] with outHeight =
 * floor((height + 2 padding - dilation (kernelHeight - 1) - 1) / stride) + 1. The batch axis may be missing.
 * Differentiable: the first of a window's largest entries gets the gradient.
 *
 * ```ts
 * maxPool2d(images, 2);                             // [8, 16, 28, 28] -> [8, 16, 14, 14]
 * maxPool2d(images, 3, { stride: 2, padding: 1 });  // [8, 16, 28, 28] -> [8, 16, 14, 14]
 * maxPool2d(images, 3, { stride: 1, dilation: 2 }); // [8, 16, 28, 28] -> [8, 16, 24, 24], every other pixel of 5 x 5
 * ```
 * @throws ToolError if the window does not fit or the padding is more than half of it.
 */
export function maxPool2d<R extends Rank = Rank.R4>(
  x: Tensor,
  kernelSize: IntOrPair,
  options: MaxPoolOptions = {},
): Tensor<R> {
  requireOptions<MaxPoolOptions>("maxPool2d", options, MAX_POOL_OPTIONS);
  const windows = windowsOf("maxPool2d", x, kernelSize, options);
  return tf.tidy(
    () =>
      batched("maxPool2d", x, (images) =>
        channelsFirst(largestOf(channelsLast(images), windows)),
      ) as Tensor<R>,
  );
}

/**
 * [batch, height, width, channel] -> [batch, outHeight, outWidth, channel]. Kernels other than cpu's take float32 only, which
 * holds whole numbers up to 2^24.
 */
function largestOf(x: Tensor4D, windows: Windows): Tensor4D {
  if (x.dtype !== "float32") return tf.cast(largestOf(tf.cast(x, "float32"), windows), x.dtype);
  const { kernel, stride, dilation } = windows;
  if (dilation.every((distance) => distance === 1))
    return tf.maxPool(x, kernel, stride, hasBorders(windows) ? bordersOf(windows) : "valid");
  const sideBySide = windowsSideBySide(padded(x, windows, -Infinity), windows);
  return tf.maxPool(sideBySide, kernel, kernel, "valid");
}

/**
 * The average of each window, as torch.nn.functional.avg_pool2d. Shapes as for `maxPool2d`. Differentiable.
 *
 * ```ts
 * avgPool2d(images, 2); // [8, 16, 28, 28] -> [8, 16, 14, 14]
 * ```
 * @throws ToolError if the window does not fit or the padding is more than half of it.
 */
export function avgPool2d<R extends Rank = Rank.R4>(
  x: Tensor,
  kernelSize: IntOrPair,
  options: AveragePoolOptions = {},
): Tensor<R> {
  requireOptions<AveragePoolOptions>("avgPool2d", options, AVERAGE_POOL_OPTIONS);
  const windows = windowsOf("avgPool2d", x, kernelSize, options);
  requireFloat("avgPool2d", x);
  const average = (y: Tensor4D) => tf.avgPool(y, windows.kernel, windows.stride, "valid");
  return tf.tidy(
    () =>
      batched("avgPool2d", x, (images) => {
        const last = channelsLast(images); // [batch, height, width, channel]
        const averages = average(padded(last, windows, 0)); // [batch, outHeight, outWidth, channel]
        const share = shareThatCounts(last, windows, options.countIncludePad ?? true);
        return channelsFirst(share === undefined ? averages : tf.div(averages, average(share)));
      }) as Tensor<R>,
  );
}

/** 1 where a pixel counts in an average and 0 beyond, [1, height, width, 1]; undefined where all of a window's count. */
function shareThatCounts(x: Tensor4D, windows: Windows, countIncludePad: boolean): Tensor4D | undefined {
  const [, height, width] = x.shape;
  if (!countIncludePad) return padded(tf.ones([1, height, width, 1]), windows, 0);
  if (windows.beyond.every((length) => length === 0)) return undefined;
  const [above, left] = windows.padding;
  const whole: Tensor4D = tf.ones([1, height + 2 * above, width + 2 * left, 1]);
  return padded(whole, { ...windows, padding: [0, 0] }, 0);
}

interface Windows extends WindowSteps {
  /** Rows below and columns right of the padded image that the last windows of `ceilMode` reach. */
  readonly beyond: [number, number];
  readonly padding: [number, number];
}

function windowsOf(
  tool: string,
  x: Tensor,
  kernelSize: IntOrPair,
  { stride, padding = 0, ceilMode = false, dilation = 1 }: MaxPoolOptions,
): Windows {
  requireTensor(tool, x);
  const kernel = pairOf(tool, "kernelSize", kernelSize, 1);
  const windows = {
    kernel,
    stride: pairOf(tool, "stride", stride ?? kernel, 1),
    padding: pairOf(tool, "padding", padding, 0),
    dilation: pairOf(tool, "dilation", dilation, 1),
  };
  const size = paddedSize(tool, x, windows);
  const reach = (i: 0 | 1) =>
    ceilMode ? beyondEnd(size[i], reachOf(windows, i), windows.stride[i], windows.padding[i]) : 0;
  return { ...windows, beyond: [reach(0), reach(1)] };
}

/** Height and width with the padding, in which at least one window fits. */
function paddedSize(
  tool: string,
  x: Tensor,
  windows: WindowSteps & Pick<Windows, "padding">,
): [number, number] {
  const { kernel, padding, dilation } = windows;
  if (padding.some((length, i) => 2 * length > (kernel[i] ?? 1))) {
    throw lesson(tool, {
      what: `a padding of ${shapeText(padding)} is more than half of the window ${shapeText(kernel)}.`,
      fits: "at most half of the window, so that no window lies wholly outside the image",
    });
  }
  const [height = 1, width = 1] = x.shape.slice(-2);
  const size: [number, number] = [height + 2 * padding[0], width + 2 * padding[1]];
  const reaches = [reachOf(windows, 0), reachOf(windows, 1)];
  if (size.some((length, i) => length < (reaches[i] ?? 1))) {
    const wide = dilation.some((distance) => distance > 1)
      ? `, which reaches over ${shapeText(reaches)} with a dilation of ${shapeText(dilation)},`
      : "";
    throw lesson(tool, {
      what: `the window ${shapeText(kernel)}${wide} is larger than the padded image ${shapeText(size)}.`,
      given: { input: shapeText(x.shape) },
    });
  }
  return size;
}

/** How far the last window that begins before the image's end reaches beyond the padding. */
function beyondEnd(size: number, kernel: number, stride: number, padding: number): number {
  const last = Math.ceil((size - kernel) / stride) * stride;
  return Math.max(0, (last >= size - padding ? last - stride : last) + kernel - size);
}

function padded(x: Tensor4D, windows: Windows, value: number): Tensor4D {
  return hasBorders(windows) ? (tf.pad(x, bordersOf(windows), value) as Tensor4D) : x;
}

const hasBorders = ({ padding, beyond }: Windows): boolean =>
  [...padding, ...beyond].some((length) => length > 0);

/** [before, after] of each axis of [batch, height, width, channel]. */
function bordersOf({
  padding: [height, width],
  beyond: [below, right],
}: Windows): backend_util.ExplicitPadding & [number, number][] {
  return [
    [0, 0],
    [height, height + below],
    [width, width + right],
    [0, 0],
  ];
}

/** The mean of whole numbers is no whole number. */
function requireFloat(tool: string, x: Tensor): void {
  if (x.dtype === "float32") return;
  throw lesson(tool, {
    what: `it averages float32 numbers, not ${x.dtype}.`,
    given: { input: `${shapeText(x.shape)} ${x.dtype}` },
    fits: "images.toFloat()",
  });
}
