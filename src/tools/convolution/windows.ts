import type { Tensor1D, Tensor4D } from "#tfjs";
import { tf } from "../../runtime/tf.ts";

/** How windows lie on an image; each pair is [height, width]. */
export interface WindowSteps {
  /** Pixels a window looks at. */
  readonly kernel: [number, number];
  /** From one window to the next. */
  readonly stride: [number, number];
  /** From one pixel of a window to the next. */
  readonly dilation: [number, number];
}

/** Pixels from a window's first to its last, both counted. */
export const reachOf = ({ kernel, dilation }: WindowSteps, side: 0 | 1): number =>
  dilation[side] * (kernel[side] - 1) + 1;

/**
 * Copies every window's pixels into a block of their own, the blocks side by side: [batch, height, width, channel] gives
 * [batch, outHeight * kernelHeight, outWidth * kernelWidth, channel]. What holds for windows without gaps, their kernels
 * and gradients, then holds for those with a dilation.
 */
export function windowsSideBySide(x: Tensor4D, steps: WindowSteps): Tensor4D {
  const rows = placesSeen(x.shape[1], steps, 0); // [outHeight * kernelHeight]
  const columns = placesSeen(x.shape[2], steps, 1); // [outWidth * kernelWidth]
  return tf.gather(tf.gather(x, rows, 1), columns, 2);
}

/** Along one side of the image: the pixels of the first window, of the second and so on. */
function placesSeen(length: number, steps: WindowSteps, side: 0 | 1): Tensor1D {
  const { kernel, stride, dilation } = steps;
  const windows = Math.floor((length - reachOf(steps, side)) / stride[side]) + 1;
  const places = Array.from(
    { length: windows * kernel[side] },
    (_, i) => Math.floor(i / kernel[side]) * stride[side] + (i % kernel[side]) * dilation[side],
  );
  return tf.tensor1d(places, "int32");
}
