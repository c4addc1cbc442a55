import { notYet, type tf } from "arena/tools";

/** One number for both axes, or [height, width]. */
export type IntOrPair = number | [number, number];

/** The largest entry of each window, as torch.nn.functional.max_pool2d: `stride` is the kernel size unless given. */
export function maxPool2d(
  x: tf.Tensor4D,
  kernelSize: IntOrPair,
  stride: IntOrPair | null = null,
  padding: IntOrPair = 0,
): tf.Tensor4D {
  // x: [batch, channel, height, width]; the result: [batch, channel, oh, ow]
  return notYet(
    `maxPool2d of [${x.shape}] in windows of ${kernelSize}, stride ${stride}, padding ${padding}`,
  );
}
