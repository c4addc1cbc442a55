import type { Tensor, Tensor3D, Tensor4D, Tensor5D } from "#tfjs";
import { conv1d, conv2d, convTranspose2d } from "../../../src/tools/convolution/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";
import type { Attributes, Operations } from "./case.ts";

type Pair = number | [number, number];

/** Convolutions of the tools (channels first) and of TensorFlow.js (channels last). */
export const CONVOLUTION: Operations = {
  conv2d:
    ({ stride = 1, padding = 0, dilation = 1, groups = 1 }) =>
    (x, weight, bias?: Tensor) =>
      conv2d(x, weight, { bias, stride, padding: padding as Pair, dilation, groups }),
  conv1d:
    ({ stride = 1, padding = 0, dilation = 1, groups = 1 }) =>
    (x, weight, bias?: Tensor) =>
      conv1d(x, weight, { bias, stride: stride as number, padding: padding as number, dilation, groups }),
  convTranspose2d:
    ({ stride = 1, padding = 0, extra = 0 }) =>
    (x, weight, bias?: Tensor) =>
      convTranspose2d(x, weight, { bias, stride, padding: padding as Pair, outputPadding: extra }),
  "tf.conv2d":
    ({ stride = 1, pad = "valid", dilation = 1 }) =>
    (x, w) =>
      tf.conv2d(x as Tensor4D, w as Tensor4D, stride, pad, "NHWC", dilation),
  "tf.depthwiseConv2d":
    ({ stride = 1, pad = "valid", dilation = 1 }) =>
    (x, w) =>
      tf.depthwiseConv2d(x as Tensor4D, w as Tensor4D, stride, pad, "NHWC", dilation),
  "tf.separableConv2d": () => (x, depth, point) =>
    tf.separableConv2d(x as Tensor4D, depth as Tensor4D, point as Tensor4D, 1, "valid"),
  "tf.conv3d":
    ({ stride = 1, pad = "valid" }) =>
    (x, w) =>
      tf.conv3d(x as Tensor5D, w as Tensor5D, stride as number, pad as "same" | "valid"),
  "tf.conv3dTranspose": (attributes) => (x, w) =>
    tf.conv3dTranspose(
      x as Tensor5D,
      w as Tensor5D,
      transposedShape(x, w, attributes),
      strideOf(attributes),
      "valid",
    ),
  "tf.dilation2d": () => (x, w) => tf.dilation2d(x as Tensor4D, w as Tensor3D, 1, "valid"),
};

const strideOf = ({ stride = 1 }: Attributes): number => stride as number;

/** x [batch, depth, height, width, in], w [depth, height, width, out, in]. */
function transposedShape(
  x: Tensor,
  w: Tensor,
  attributes: Attributes,
): [number, number, number, number, number] {
  const length = (axis: number): number =>
    ((x.shape[axis] as number) - 1) * strideOf(attributes) + (w.shape[axis - 1] as number);
  return [x.shape[0] as number, length(1), length(2), length(3), w.shape[3] as number];
}
