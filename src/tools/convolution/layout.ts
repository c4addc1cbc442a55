import type { Tensor, Tensor3D, Tensor4D } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { lesson, shapeText } from "../lesson.ts";

/**
 * [batch, channel, height, width] -> [batch, height, width, channel], the layout that TensorFlow.js computes
 * in.
 */
export const channelsLast = (x: Tensor): Tensor4D => tf.transpose(x as Tensor4D, [0, 2, 3, 1]);

/** [batch, height, width, channel] -> [batch, channel, height, width]. */
export const channelsFirst = (x: Tensor): Tensor4D => tf.transpose(x as Tensor4D, [0, 3, 1, 2]);

/**
 * An image without a batch axis counts as a batch of one, as in PyTorch: the function gets four axes either
 * way.
 */
export function batched(tool: string, x: Tensor, run: (x: Tensor4D) => Tensor): Tensor {
  if (x.rank === 4) return run(x as Tensor4D);
  if (x.rank !== 3) {
    throw lesson(tool, {
      what: `the input must be [batch, channel, height, width], not ${shapeText(x.shape)}.`,
      fits: "4 axes, or 3 without the batch",
    });
  }
  return tf.squeeze(run(tf.expandDims(x as Tensor3D, 0) as Tensor4D), [0]);
}

/** Adds one number a channel: [batch, channel, height, width] + [channel]. */
export function withBias(tool: string, x: Tensor4D, bias: Tensor | undefined): Tensor4D {
  if (bias === undefined) return x;
  const channels = x.shape[1];
  if (bias.rank !== 1 || bias.size !== channels) {
    throw lesson(tool, {
      what: `the bias must have one number for each of the ${channels} output channels, not ${shapeText(bias.shape)}.`,
    });
  }
  return tf.add(x, tf.reshape(bias, [1, channels, 1, 1])); // [batch, channel, height, width]
}
