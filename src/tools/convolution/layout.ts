import type { Tensor, Tensor3D, Tensor4D } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { requireTensor } from "../arguments/tensor.ts";
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
  requireTensor(tool, x);
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
export function withBias(tool: string, x: Tensor4D, bias: Tensor | null | undefined): Tensor4D {
  if (bias === undefined || bias === null) return x; // PyTorch's None
  requireTensor(tool, bias, "the bias");
  const channels = x.shape[1];
  if (bias.rank !== 1 || bias.size !== channels) {
    throw lesson(tool, {
      what: `the bias must have one number for each of the ${channels} output channels, not ${shapeText(bias.shape)}.`,
    });
  }
  return tf.add(x, tf.reshape(bias, [1, channels, 1, 1])); // [batch, channel, height, width]
}

/** Throws a lesson unless both are float32, which PyTorch asks for, too. */
export function requireFloats(tool: string, x: Tensor, weight: Tensor): void {
  if (x.dtype === "float32" && weight.dtype === "float32") return;
  throw lesson(tool, {
    what: "input and weight must be float32.",
    given: {
      input: `${shapeText(x.shape)} ${x.dtype}`,
      weight: `${shapeText(weight.shape)} ${weight.dtype}`,
    },
    fits: "images.toFloat()",
  });
}
