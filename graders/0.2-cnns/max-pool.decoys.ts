import { decoys } from "arena/grader";
import { avgPool2d, pad, tf } from "arena/tools";
import * as Solution from "../../exercises/0.2-cnns/max-pool/solution.ts";

const { maxPool2d } = Solution;
type IntOrPair = Solution.IntOrPair;
type Stride = IntOrPair | null | undefined;

const pairOf = (value: IntOrPair): [number, number] => (typeof value === "number" ? [value, value] : value);
const swapped = (value: IntOrPair): IntOrPair => (typeof value === "number" ? value : [value[1], value[0]]);

/** [batch, channel, height, width] with `value` around the last two axes. */
function padded(x: tf.Tensor4D, padding: IntOrPair, value: number): tf.Tensor4D {
  const [height, width] = pairOf(padding);
  return pad(x, [width, width, height, height], { value });
}

export default decoys<typeof Solution>([
  {
    name: "stride-of-one",
    teaches: "Without a stride you step by 1. In pooling a missing stride, or null, means the kernel's size.",
    caughtBy: ["windows/a-4-by-4-image-by-hand", "windows/a-stride-of-null-is-the-kernel-s-size"],
    subProblem: "windows",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, stride: Stride = 1, padding: IntOrPair = 0) =>
        maxPool2d(x, size, stride ?? 1, padding),
    },
  },
  {
    name: "null-is-one",
    teaches: "You treat a stride of null as 1. Null means the same as leaving it out: the kernel's size.",
    caughtBy: ["windows/a-stride-of-null-is-the-kernel-s-size"],
    subProblem: "windows",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, stride: Stride = size, padding: IntOrPair = 0) =>
        maxPool2d(x, size, stride ?? 1, padding),
    },
  },
  {
    name: "stride-ignored",
    teaches: "Your windows always lie side by side: the stride is not used.",
    caughtBy: ["windows/windows-that-overlap", "windows/windows-with-gaps-between-them"],
    subProblem: "windows",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, _stride: Stride, padding: IntOrPair = 0) =>
        maxPool2d(x, size, null, padding),
    },
  },
  {
    name: "kernel-axes-swapped",
    teaches: "A pair is [height, width]: your windows are as wide as they should be high.",
    caughtBy: ["windows/windows-of-two-by-three-side-by-side"],
    subProblem: "windows",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, stride: Stride = null, padding: IntOrPair = 0) =>
        maxPool2d(x, swapped(size), stride, padding),
    },
  },
  {
    name: "default-stride-is-the-height",
    teaches: "Your default stride is the kernel's height in both axes. Each axis has its own.",
    caughtBy: ["windows/windows-of-two-by-three-side-by-side"],
    subProblem: "windows",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, stride: Stride = null, padding: IntOrPair = 0) =>
        maxPool2d(x, size, stride ?? pairOf(size)[0], padding),
    },
  },
  {
    name: "stride-axes-swapped",
    teaches: "You step along the height with the width's stride: a pair is [height, width].",
    caughtBy: ["windows/windows-that-overlap"],
    subProblem: "windows",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, stride: Stride = null, padding: IntOrPair = 0) =>
        maxPool2d(x, size, stride && swapped(stride), padding),
    },
  },
  {
    name: "rest-rounded-up",
    teaches:
      "You also pool the rest at the border that fills no whole window. Round the number of windows down.",
    caughtBy: ["windows/a-rest-that-fills-no-window"],
    subProblem: "windows",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, stride: Stride = null, padding: IntOrPair = 0) => {
        const [strideH, strideW] = pairOf(stride ?? size);
        return maxPool2d(
          pad(padded(x, padding, -Infinity), [0, strideW - 1, 0, strideH - 1], { value: -Infinity }),
          size,
          stride,
        );
      },
    },
  },
  {
    name: "channels-taken-to-be-last",
    teaches:
      "tf.maxPool pools axes 1 and 2, since it takes the channels to be last. Here these are channel and height.",
    caughtBy: ["windows/a-4-by-4-image-by-hand", "reduce/every-example-and-channel-by-itself"],
    subProblem: "windows",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, stride: Stride = null, padding: IntOrPair = 0) => {
        const [high, wide] = pairOf(padding);
        const around = tf.pad(
          x,
          [
            [0, 0],
            [high, high],
            [wide, wide],
            [0, 0],
          ],
          -Infinity,
        ); // [batch, channel, height, width]
        return tf.maxPool(around, size, stride ?? size, "same");
      },
    },
  },
  {
    name: "average",
    teaches: "You average each window; max pooling keeps its largest entry.",
    caughtBy: ["windows/a-4-by-4-image-by-hand", "reduce/every-example-and-channel-by-itself"],
    subProblem: "reduce",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, stride: Stride = null, padding: IntOrPair = 0) =>
        avgPool2d(x, size, { stride: stride ?? size, padding }),
    },
  },
  {
    name: "channels-pooled-together",
    teaches: "You take the maximum over the channels too. Each channel is pooled by itself.",
    caughtBy: ["reduce/every-example-and-channel-by-itself", "reduce/one-window-over-the-whole-image"],
    subProblem: "reduce",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, stride: Stride = null, padding: IntOrPair = 0) =>
        maxPool2d(x, size, stride, padding).max(1, true),
    },
  },
  {
    name: "starts-at-zero",
    teaches:
      "Your running maximum starts at 0, so negative windows give 0. Start at -Infinity, or at the first entry.",
    caughtBy: ["windows/a-4-by-4-image-by-hand", "reduce/nothing-but-negative-numbers"],
    subProblem: "reduce",
    technique: "max-vs-maximum",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, stride: Stride = null, padding: IntOrPair = 0) =>
        maxPool2d(x, size, stride, padding).relu(),
    },
  },
  {
    name: "axes-dropped",
    teaches:
      "You drop axes of length 1 from the result. It keeps its four axes even if only one window fits.",
    caughtBy: ["reduce/one-window-over-the-whole-image"],
    subProblem: "reduce",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, stride: Stride = null, padding: IntOrPair = 0) => {
        const pooled = maxPool2d(x, size, stride, padding); // [batch, channel, oh, ow]
        return pooled.shape[2] === 1 && pooled.shape[3] === 1 ? pooled.squeeze([2, 3]) : pooled;
      },
    },
  },
  {
    name: "padded-with-zeros",
    teaches:
      "You pad with zeros, and zero beats every negative number. Pad with -Infinity, which never wins.",
    caughtBy: ["padding/an-image-of-minus-five-stays-minus-five", "padding/as-in-the-stem-of-a-resnet"],
    subProblem: "padding",
    technique: "empty-vs-initialised",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, stride: Stride = null, padding: IntOrPair = 0) =>
        maxPool2d(padded(x, padding, 0), size, stride),
    },
  },
  {
    name: "padded-with-a-large-negative-number",
    teaches:
      "You pad with a large negative number, but an entry may be lower still. Only -Infinity never wins over any.",
    caughtBy: ["padding/an-image-of-minus-infinity-stays-so"],
    subProblem: "padding",
    technique: "empty-vs-initialised",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, stride: Stride = null, padding: IntOrPair = 0) =>
        maxPool2d(padded(x, padding, -1e9), size, stride ?? size),
    },
  },
  {
    name: "padding-ignored",
    teaches: "Your output is as if the padding were 0.",
    caughtBy: ["padding/another-padding-in-each-axis", "padding/as-in-the-stem-of-a-resnet"],
    subProblem: "padding",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, stride: Stride = null) => maxPool2d(x, size, stride),
    },
  },
  {
    name: "padding-axes-swapped",
    teaches:
      "You pad the height with the width's padding: a pair is [height, width], while pad takes the last axis first.",
    caughtBy: ["padding/another-padding-in-each-axis"],
    subProblem: "padding",
    implementation: {
      maxPool2d: (x: tf.Tensor4D, size: IntOrPair, stride: Stride = null, padding: IntOrPair = 0) =>
        maxPool2d(x, size, stride, swapped(padding)),
    },
  },
]);
