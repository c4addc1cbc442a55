import { decoys } from "arena/grader";
import { stack, tf } from "arena/tools";
import * as Solution from "../../exercises/0.2-cnns/conv2d/solution.ts";

const { windows1d, conv1dMinimal, pad2d, conv2d } = Solution;
type IntOrPair = Solution.IntOrPair;

const swapped = (pair: IntOrPair): IntOrPair => (typeof pair === "number" ? pair : [pair[1], pair[0]]);
const pairOf = (value: IntOrPair): [number, number] => (typeof value === "number" ? [value, value] : value);

export default decoys<typeof Solution>([
  {
    name: "last-window-missing",
    teaches:
      "You make width - k windows: the last one is missing. A row of 6 holds 6 - 3 + 1 = 4 windows of 3.",
    caughtBy: ["windows/six-numbers-in-windows-of-three", "windows/a-longer-row"],
    subProblem: "windows",
    implementation: {
      windows1d: (x: tf.Tensor1D, k: number) => windows1d(x, k).slice([0, 0], [x.size - k, k]),
    },
  },
  {
    name: "windows-side-by-side",
    teaches:
      "Your windows do not overlap: each starts where the one before it ends. They should start one place apart.",
    caughtBy: ["windows/six-numbers-in-windows-of-three", "windows/a-longer-row"],
    subProblem: "windows",
    implementation: {
      windows1d: (x: tf.Tensor1D, k: number) => x.slice(0, Math.floor(x.size / k) * k).reshape([-1, k]),
    },
  },
  {
    name: "one-window-a-column",
    teaches:
      "Your windows stand in the columns. The start belongs to axis 0, the place inside a window to axis 1: add the starts as a column [start, 1].",
    caughtBy: ["windows/six-numbers-in-windows-of-three", "windows/one-window-as-long-as-the-row"],
    subProblem: "windows",
    technique: "broadcasting",
    implementation: { windows1d: (x: tf.Tensor1D, k: number) => windows1d(x, k).transpose() },
  },
  {
    name: "windows-read-backwards",
    teaches: "You read each window from its end: entry j of window i is x[i + j], the start plus the offset.",
    caughtBy: ["windows/six-numbers-in-windows-of-three", "windows/one-window-as-long-as-the-row"],
    subProblem: "windows",
    implementation: { windows1d: (x: tf.Tensor1D, k: number) => windows1d(x, k).reverse(1) },
  },
  {
    name: "kernel-flipped",
    teaches:
      "You flip the kernel. That is convolution as mathematicians define it; here, as in PyTorch, entry k of the kernel meets entry k of the window.",
    caughtBy: ["contract/one-channel-by-hand", "contract/several-channels-and-filters"],
    subProblem: "contract",
    implementation: {
      conv1dMinimal: (x: tf.Tensor3D, weights: tf.Tensor3D) => conv1dMinimal(x, weights.reverse(2)),
    },
  },
  {
    name: "channels-kept-apart",
    teaches:
      "You keep the input channels apart. A filter looks at all of them at once: the in axis has to be summed over, like the offset.",
    caughtBy: ["contract/one-channel-by-hand", "contract/several-channels-and-filters"],
    subProblem: "contract",
    implementation: {
      conv1dMinimal: (x: tf.Tensor3D, weights: tf.Tensor3D) => {
        const one = (channel: number) =>
          conv1dMinimal(x.slice([0, channel, 0], [-1, 1, -1]), weights.slice([0, channel, 0], [-1, 1, -1]));
        return stack(
          Array.from({ length: x.shape[1] }, (_, channel) => one(channel)),
          2,
        ); // [batch, out, in, start]
      },
    },
  },
  {
    name: "channels-averaged",
    teaches:
      "You average over the channels and offsets instead of summing: the kernel's weights should be applied as they are.",
    caughtBy: ["contract/one-channel-by-hand", "contract/several-channels-and-filters"],
    subProblem: "contract",
    implementation: {
      conv1dMinimal: (x: tf.Tensor3D, weights: tf.Tensor3D) => {
        const [, channels, kernel] = weights.shape;
        return conv1dMinimal(x, weights).div(channels * kernel);
      },
    },
  },
  {
    name: "channels-last",
    teaches:
      "Your result is [batch, start, out]. In arena, as in PyTorch, the channel axis comes right after the batch.",
    caughtBy: ["contract/one-channel-by-hand", "contract/several-channels-and-filters"],
    subProblem: "contract",
    implementation: {
      conv1dMinimal: (x: tf.Tensor3D, weights: tf.Tensor3D) => conv1dMinimal(x, weights).transpose([0, 2, 1]),
    },
  },
  {
    name: "left-and-right-swapped",
    teaches: "You pad the left with the right's width and the right with the left's.",
    caughtBy: ["pad/four-different-widths", "pad/nothing-on-the-right-and-nothing-below"],
    subProblem: "pad",
    implementation: {
      pad2d: (x: tf.Tensor4D, left: number, right: number, top: number, bottom: number, value: number) =>
        pad2d(x, right, left, top, bottom, value),
    },
  },
  {
    name: "height-and-width-swapped",
    teaches:
      "Left and right belong to the last axis, the width; top and bottom to the one before it. You have them the other way round.",
    caughtBy: ["pad/four-different-widths", "pad/nothing-on-the-right-and-nothing-below"],
    subProblem: "pad",
    implementation: {
      pad2d: (x: tf.Tensor4D, left: number, right: number, top: number, bottom: number, value: number) =>
        pad2d(x, top, bottom, left, right, value),
    },
  },
  {
    name: "always-zero",
    teaches: "You pad with zeros whatever the value is. Max pooling will need minus infinity.",
    caughtBy: ["pad/four-different-widths", "pad/minus-infinity-around-an-image"],
    subProblem: "pad",
    technique: "empty-vs-initialised",
    implementation: {
      pad2d: (x: tf.Tensor4D, left: number, right: number, top: number, bottom: number) =>
        pad2d(x, left, right, top, bottom, 0),
    },
  },
  {
    name: "both-sides-alike",
    teaches:
      "You use the left width on the right too, and the top one below. The four widths are independent of each other.",
    caughtBy: ["pad/four-different-widths", "pad/nothing-on-the-right-and-nothing-below"],
    subProblem: "pad",
    implementation: {
      pad2d: (x: tf.Tensor4D, left: number, _right: number, top: number, _bottom: number, value: number) =>
        pad2d(x, left, left, top, top, value),
    },
  },
  {
    name: "the-last-zero-entries",
    teaches:
      'You cut a border of 0 with a range counted from the end, and "-0:" is the whole axis. Make each block of its own width; a width of 0 is no special case then.',
    caughtBy: ["pad/nothing-on-the-right-and-nothing-below", "pad/no-padding-at-all"],
    subProblem: "pad",
    technique: "indexing-colon",
    implementation: {
      pad2d: (x: tf.Tensor4D, left: number, right: number, top: number, bottom: number, value: number) =>
        pad2d(
          x,
          left,
          right === 0 ? left + x.shape[3] : right,
          top,
          bottom === 0 ? top + x.shape[2] : bottom,
          value,
        ),
    },
  },
  {
    name: "infinity-times-zero",
    teaches:
      "You multiply a mask by the padding value and add it: where the mask is 0, 0 · -Infinity is NaN. Join blocks or choose with where instead of calculating.",
    caughtBy: ["pad/minus-infinity-around-an-image"],
    subProblem: "pad",
    implementation: {
      pad2d: (x: tf.Tensor4D, left: number, right: number, top: number, bottom: number, value: number) => {
        const outside = pad2d(tf.zerosLike(x), left, right, top, bottom, 1); // [batch, channel, high, wide]
        return pad2d(x, left, right, top, bottom, 0).add(outside.mul(value));
      },
    },
  },
  {
    name: "kernel-turned-round",
    teaches:
      "You flip the kernel in both axes, as mathematical convolution does. Entry [0, 0] of the kernel belongs to the window's top left entry.",
    caughtBy: ["stride/a-diagonal-difference-by-hand", "stride/a-kernel-that-is-higher-than-wide"],
    subProblem: "stride",
    technique: "einsum",
    implementation: {
      conv2d: (x: tf.Tensor4D, weights: tf.Tensor4D, stride: IntOrPair, padding: IntOrPair) =>
        conv2d(x, weights.reverse([2, 3]), stride, padding),
    },
  },
  {
    name: "kernel-transposed",
    teaches:
      "Your kernel is transposed: its rows are laid over the image's columns. Check that kh belongs to the same letter in windows and weights.",
    caughtBy: ["stride/a-diagonal-difference-by-hand", "stride/a-kernel-that-is-higher-than-wide"],
    subProblem: "stride",
    technique: "einsum",
    implementation: {
      conv2d: (x: tf.Tensor4D, weights: tf.Tensor4D, stride: IntOrPair, padding: IntOrPair) =>
        conv2d(x, weights.transpose([0, 1, 3, 2]), stride, padding),
    },
  },
  {
    name: "first-channel-only",
    teaches: "Only the first input channel reaches your output. Sum over the in axis too.",
    caughtBy: ["stride/a-kernel-that-is-higher-than-wide", "stride/stride-and-padding-together"],
    subProblem: "stride",
    technique: "einsum",
    implementation: {
      conv2d: (x: tf.Tensor4D, weights: tf.Tensor4D, stride: IntOrPair, padding: IntOrPair) =>
        conv2d(x.slice([0, 0], [-1, 1]), weights.slice([0, 0], [-1, 1]), stride, padding),
    },
  },
  {
    name: "stride-ignored",
    teaches: "Your windows are one place apart whatever the stride is.",
    caughtBy: ["stride/another-stride-in-each-axis", "stride/stride-and-padding-together"],
    subProblem: "stride",
    technique: "arange",
    implementation: {
      conv2d: (x: tf.Tensor4D, weights: tf.Tensor4D, _stride: IntOrPair, padding: IntOrPair) =>
        conv2d(x, weights, 1, padding),
    },
  },
  {
    name: "stride-axes-swapped",
    teaches: "A pair is [height, width]: you step along the height with the width's stride.",
    caughtBy: ["stride/another-stride-in-each-axis"],
    subProblem: "stride",
    implementation: {
      conv2d: (x: tf.Tensor4D, weights: tf.Tensor4D, stride: IntOrPair = 1, padding: IntOrPair = 0) =>
        conv2d(x, weights, swapped(stride), padding),
    },
  },
  {
    name: "rest-rounded-up",
    teaches:
      "You round the number of windows up, so the last one hangs over the edge. A window that does not fit whole is left out: round down.",
    caughtBy: ["stride/a-stride-that-leaves-a-rest"],
    subProblem: "stride",
    technique: "arange",
    implementation: {
      conv2d: (x: tf.Tensor4D, weights: tf.Tensor4D, stride: IntOrPair = 1, padding: IntOrPair = 0) => {
        const [strideH, strideW] = pairOf(stride);
        const [padH, padW] = pairOf(padding);
        return conv2d(pad2d(x, padW, padW + strideW - 1, padH, padH + strideH - 1, 0), weights, stride);
      },
    },
  },
  {
    name: "padding-ignored",
    teaches: "Your output is as if the padding were 0.",
    caughtBy: ["stride/another-padding-in-each-axis", "stride/stride-and-padding-together"],
    subProblem: "stride",
    technique: "concatenate",
    implementation: {
      conv2d: (x: tf.Tensor4D, weights: tf.Tensor4D, stride: IntOrPair = 1) => conv2d(x, weights, stride),
    },
  },
  {
    name: "padding-axes-swapped",
    teaches:
      "A pair is [height, width]: you pad the height with the width's padding. pad2d takes left and right, the width, first.",
    caughtBy: ["stride/another-padding-in-each-axis"],
    subProblem: "stride",
    technique: "concatenate",
    implementation: {
      conv2d: (x: tf.Tensor4D, weights: tf.Tensor4D, stride: IntOrPair = 1, padding: IntOrPair = 0) =>
        conv2d(x, weights, stride, swapped(padding)),
    },
  },
  {
    name: "padding-on-one-side",
    teaches: "You pad on the left and at the top only. The padding goes on both sides of each axis.",
    caughtBy: ["stride/another-padding-in-each-axis", "stride/stride-and-padding-together"],
    subProblem: "stride",
    technique: "concatenate",
    implementation: {
      conv2d: (x: tf.Tensor4D, weights: tf.Tensor4D, stride: IntOrPair = 1, padding: IntOrPair = 0) => {
        const [padH, padW] = pairOf(padding);
        return conv2d(pad2d(x, padW, 0, padH, 0, 0), weights, stride);
      },
    },
  },
]);
