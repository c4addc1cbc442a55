import type { Tensor, Tensor4D, Tensor5D } from "#tfjs";
import { avgPool2d, maxPool2d } from "../../../src/tools/convolution/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";
import type { Operations } from "./case.ts";

type Pair = number | [number, number];

/** Windows: of the tools (channels first) and of TensorFlow.js (channels last). */
export const POOLING: Operations = {
  maxPool2d:
    ({ kernel = 1, stride, padding = 0, dilation = 1, ceil = false }) =>
    (x) =>
      maxPool2d(x, kernel, { stride, padding: padding as Pair, dilation, ceilMode: ceil }),
  avgPool2d:
    ({ kernel = 1, stride, padding = 0, count = true }) =>
    (x) =>
      avgPool2d(x, kernel, { stride, padding: padding as Pair, countIncludePad: count as boolean }),
  "tf.maxPool":
    ({ kernel = 1, stride = 1, pad = "valid" }) =>
    (x) =>
      tf.maxPool(x as Tensor4D, kernel, stride, pad),
  "tf.maxPoolWithArgmax":
    ({ kernel = 1, stride = 1, pad = "valid", batch = 1 }) =>
    (x) => {
      const found = tf.maxPoolWithArgmax(x as Tensor4D, kernel, stride, pad, batch === 1);
      return [found.result as Tensor, found.indexes as Tensor];
    },
  "tf.avgPool":
    ({ kernel = 1, stride = 1, pad = "valid" }) =>
    (x) =>
      tf.avgPool(x as Tensor4D, kernel, stride, pad),
  "tf.avgPool3d":
    ({ kernel, stride }) =>
    (x) =>
      tf.avgPool3d(x as Tensor5D, kernel as number, stride as number, "valid"),
  "tf.maxPool3d":
    ({ kernel, stride }) =>
    (x) =>
      tf.maxPool3d(x as Tensor5D, kernel as number, stride as number, "valid"),
};
