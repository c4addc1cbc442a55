import type { Rank, Tensor, Tensor4D } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { lesson, shapeText } from "../lesson.ts";
import { batched, channelsFirst, channelsLast } from "./layout.ts";
import { type IntOrPair, pairOf } from "./pairs.ts";

export interface PoolOptions {
  /** Steps of the window. Default: its own size, so that windows tile the image. */
  readonly stride?: IntOrPair | null | undefined;
  /** Rows and columns around the image that never win (max) or count as zeros (average). Default 0. */
  readonly padding?: IntOrPair;
}

export interface AveragePoolOptions extends PoolOptions {
  /** Whether the zeros of the padding count in the average. Default true, as in PyTorch. */
  readonly countIncludePad?: boolean;
}

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
  const windows = windowsOf("avgPool2d", x, kernelSize, options);
  const average = (y: Tensor4D) => tf.avgPool(padded(y, windows, 0), windows.kernel, windows.stride, "valid");
  return tf.tidy(
    () =>
      batched("avgPool2d", x, (images) => {
        const last = channelsLast(images); // [batch, height, width, channel]
        if (options.countIncludePad ?? true) return channelsFirst(average(last));
        const [, height, width] = last.shape;
        // part of each window that is image, [1, outHeight, outWidth, 1]
        const share = average(tf.ones([1, height, width, 1]));
        return channelsFirst(tf.div(average(last), share));
      }) as Tensor<R>,
  );
}

interface Windows {
  readonly kernel: [number, number];
  readonly stride: [number, number];
  readonly padding: [number, number];
}

function windowsOf(
  tool: string,
  x: Tensor,
  kernelSize: IntOrPair,
  { stride, padding = 0 }: PoolOptions,
): Windows {
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
  return windows;
}

function padded(x: Tensor4D, { padding: [height, width] }: Windows, value: number): Tensor4D {
  if (height === 0 && width === 0) return x;
  return tf.pad(
    x,
    [
      [0, 0],
      [height, height],
      [width, width],
      [0, 0],
    ],
    value,
  ) as Tensor4D;
}
