import type { Rank, Tensor, Tensor4D } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { type OptionExamples, requireOptions } from "../arguments/options.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { batched, channelsFirst, channelsLast } from "./layout.ts";
import { type IntOrPair, pairOf } from "./pairs.ts";

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

export interface AveragePoolOptions extends PoolOptions {
  /** Whether the zeros of the padding count in the average. Default true, as in PyTorch. */
  readonly countIncludePad?: boolean;
}

const OPTIONS: OptionExamples<PoolOptions> = { stride: "2", padding: "1", ceilMode: "true" };
const AVERAGE_OPTIONS: OptionExamples<AveragePoolOptions> = { ...OPTIONS, countIncludePad: "false" };

/**
 * The largest entry of each window, as torch.nn.functional.max_pool2d.
 *
 * `x` [batch, channel, height, width] gives [batch, channel, outHeight, outWidth] with outHeight =
 * floor((height + 2 padding - kernelHeight) / stride) + 1. The batch axis may be missing. Differentiable.
 *
 * ```ts
 * maxPool2d(images, 2);                             // [8, 16, 28, 28] -> [8, 16, 14, 14]
 * maxPool2d(images, 3, { stride: 2, padding: 1 });  // [8, 16, 28, 28] -> [8, 16, 14, 14]
 * ```
 * @throws ToolError if the window does not fit or the padding is more than half of it.
 */
export function maxPool2d<R extends Rank = Rank.R4>(
  x: Tensor,
  kernelSize: IntOrPair,
  options: PoolOptions = {},
): Tensor<R> {
  requireOptions<PoolOptions>("maxPool2d", options, OPTIONS);
  const windows = windowsOf("maxPool2d", x, kernelSize, options);
  return tf.tidy(
    () =>
      batched("maxPool2d", x, (images) =>
        channelsFirst(
          tf.maxPool(
            padded(channelsLast(images), windows, -Infinity),
            windows.kernel,
            windows.stride,
            "valid",
          ),
        ),
      ) as Tensor<R>,
  );
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
  requireOptions<AveragePoolOptions>("avgPool2d", options, AVERAGE_OPTIONS);
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

interface Windows {
  /** Rows below and columns right of the padded image that the last windows of `ceilMode` reach. */
  readonly beyond: [number, number];
  readonly kernel: [number, number];
  readonly stride: [number, number];
  readonly padding: [number, number];
}

function windowsOf(
  tool: string,
  x: Tensor,
  kernelSize: IntOrPair,
  { stride, padding = 0, ceilMode = false }: PoolOptions,
): Windows {
  requireTensor(tool, x);
  const kernel = pairOf(tool, "kernelSize", kernelSize, 1);
  const windows = {
    kernel,
    stride: pairOf(tool, "stride", stride ?? kernel, 1),
    padding: pairOf(tool, "padding", padding, 0),
  };
  if (windows.padding.some((length, i) => 2 * length > (kernel[i] ?? 1))) {
    throw lesson(tool, {
      what: `a padding of ${shapeText(windows.padding)} is more than half of the window ${shapeText(kernel)}.`,
      fits: "at most half of the window, so that no window lies wholly outside the image",
    });
  }
  const size = x.shape.slice(-2).map((length, i) => length + 2 * (windows.padding[i] ?? 0));
  if (size.some((length, i) => length < (kernel[i] ?? 1))) {
    throw lesson(tool, {
      what: `the window ${shapeText(kernel)} is larger than the padded image ${shapeText(size)}.`,
      given: { input: shapeText(x.shape) },
    });
  }
  const reach = (i: 0 | 1) =>
    ceilMode ? beyondEnd(size[i] ?? 1, kernel[i], windows.stride[i], windows.padding[i]) : 0;
  return { ...windows, beyond: [reach(0), reach(1)] };
}

/** How far the last window that begins before the image's end reaches beyond the padding. */
function beyondEnd(size: number, kernel: number, stride: number, padding: number): number {
  const last = Math.ceil((size - kernel) / stride) * stride;
  return Math.max(0, (last >= size - padding ? last - stride : last) + kernel - size);
}

function padded(
  x: Tensor4D,
  { padding: [height, width], beyond: [below, right] }: Windows,
  value: number,
): Tensor4D {
  if (height + width + below + right === 0) return x;
  return tf.pad(
    x,
    [
      [0, 0],
      [height, height + below],
      [width, width + right],
      [0, 0],
    ],
    value,
  ) as Tensor4D;
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
