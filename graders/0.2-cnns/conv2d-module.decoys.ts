import { decoys } from "arena/grader";
import { conv2d, detach, nn, tf } from "arena/tools";
import * as Solution from "../../exercises/0.2-cnns/conv2d-module/solution.ts";

const NAMES = "declare/one-parameter";
const SPREAD = "initialise/the-weights-are-spread-as-widely-as-they-should-be";
const BOUND = "initialise/the-weights-stay-within-their-bound-and-reach-it";
const CENTRE = "initialise/the-weights-are-centred-on-zero";
const BY_HAND = "convolve/four-windows-by-hand";

interface Sizes {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernel: number;
}

const uniform = (shape: number[], low: number, high: number) => tf.randomUniform(shape, low, high); // shape

/** A layer that is right but for where its numbers start. */
const starting = (draw: (shape: number[], sizes: Sizes) => tf.Tensor) => ({
  Conv2d: class Conv2d extends Solution.Conv2d {
    constructor(inChannels: number, outChannels: number, kernelSize: number, stride = 1, padding = 0) {
      super(inChannels, outChannels, kernelSize, stride, padding);
      this.weight.assign(draw(this.weight.shape, { inChannels, outChannels, kernel: kernelSize })); // [out, in, kernel, kernel]
    }
  },
});

/** Uniform in ±1/√n for another n. */
const fanIn = (count: (sizes: Sizes) => number) =>
  starting((shape, sizes) => uniform(shape, -1 / Math.sqrt(count(sizes)), 1 / Math.sqrt(count(sizes))));

const right = ({ inChannels, kernel }: Sizes) => 1 / Math.sqrt(inChannels * kernel * kernel);

/** A layer that is right but for its forward. */
const computing = (compute: (x: tf.Tensor4D, layer: Solution.Conv2d) => tf.Tensor) => ({
  Conv2d: class Conv2d extends Solution.Conv2d {
    override forward(x: tf.Tensor4D): tf.Tensor4D {
      return compute(x, this) as tf.Tensor4D;
    }
  },
});

/** A layer with other fields; its forward is right. */
const declaring = (declare: (layer: nn.Module, weight: tf.Tensor) => void) => ({
  Conv2d: class Conv2d extends nn.Module {
    weight!: tf.Tensor;
    readonly settings: { stride: number; padding: number };
    constructor(inChannels: number, outChannels: number, kernelSize: number, stride = 1, padding = 0) {
      super();
      this.settings = { stride, padding };
      const bound = right({ inChannels, outChannels, kernel: kernelSize });
      declare(this, uniform([outChannels, inChannels, kernelSize, kernelSize], -bound, bound));
    }
    forward(x: tf.Tensor4D): tf.Tensor {
      return conv2d(x, this.weight, this.settings);
    }
  },
});

export default decoys<typeof Solution>([
  {
    name: "plain-tensor",
    teaches:
      "Your weight is a plain variable: parameters() does not list it, and no optimizer will change it. Wrap it in nn.Parameter.",
    caughtBy: [NAMES, "declare/nothing-else-in-the-state"],
    subProblem: "declare",
    implementation: declaring((layer, weight) => Object.assign(layer, { weight: tf.variable(weight) })),
  },
  {
    name: "weight-as-a-buffer",
    teaches: "Your weight is a buffer, which is saved but not trained. Kernels are trained: nn.Parameter.",
    caughtBy: [NAMES],
    subProblem: "declare",
    implementation: declaring((layer, weight) => Object.assign(layer, { weight: new nn.Buffer(weight) })),
  },
  {
    name: "in-before-out",
    teaches: "Your weight is [in, out, kernel, kernel]. The output channel comes first.",
    caughtBy: [NAMES],
    subProblem: "declare",
    implementation: declaring((layer, weight) =>
      Object.assign(layer, { weight: new nn.Parameter(weight.transpose([1, 0, 2, 3])) }),
    ),
  },
  {
    name: "channels-last",
    teaches:
      "Your weight is [kernel, kernel, in, out], TensorFlow's order. Here it is PyTorch's: [out, in, kernel, kernel].",
    caughtBy: [NAMES],
    subProblem: "declare",
    implementation: declaring((layer, weight) =>
      Object.assign(layer, { weight: new nn.Parameter(weight.transpose([2, 3, 1, 0])) }),
    ),
  },
  {
    name: "with-a-bias",
    teaches: "Your layer has a bias, which this one does without.",
    caughtBy: [NAMES, "declare/nothing-else-in-the-state"],
    subProblem: "declare",
    implementation: declaring((layer, weight) =>
      Object.assign(layer, {
        weight: new nn.Parameter(weight),
        bias: new nn.Parameter(tf.zeros([weight.shape[0] ?? 1])),
      }),
    ),
  },
  {
    name: "fan-in-of-channels-only",
    teaches:
      "You count input channels only. Each output also sums over the kernel's window: n = in · kernel · kernel.",
    caughtBy: [SPREAD, BOUND],
    subProblem: "initialise",
    implementation: fanIn(({ inChannels }) => inChannels),
  },
  {
    name: "fan-in-of-the-window-only",
    teaches: "You count the window only. A kernel spans all input channels: n = in · kernel · kernel.",
    caughtBy: [SPREAD, BOUND],
    subProblem: "initialise",
    implementation: fanIn(({ kernel }) => kernel * kernel),
  },
  {
    name: "fan-in-of-one-side",
    teaches: "You count kernel once. The window has kernel · kernel entries.",
    caughtBy: [SPREAD, BOUND],
    subProblem: "initialise",
    implementation: fanIn(({ inChannels, kernel }) => inChannels * kernel),
  },
  {
    name: "fan-out",
    teaches:
      "You count output channels. What matters is how many products one output sums: in · kernel · kernel.",
    caughtBy: [SPREAD, BOUND],
    subProblem: "initialise",
    implementation: fanIn(({ outChannels, kernel }) => outChannels * kernel * kernel),
  },
  {
    name: "without-the-root",
    teaches: "Your bound is 1/n. The sum of n random products grows like √n: 1/√n keeps it at its size.",
    caughtBy: [SPREAD, BOUND],
    subProblem: "initialise",
    implementation: fanIn(({ inChannels, kernel }) => (inChannels * kernel * kernel) ** 2),
  },
  {
    name: "bound-of-he",
    teaches: "Your bound is √(6/n), as for networks of ReLUs alone. Here it is 1/√n.",
    caughtBy: [SPREAD, BOUND],
    subProblem: "initialise",
    implementation: fanIn(({ inChannels, kernel }) => (inChannels * kernel * kernel) / 6),
  },
  {
    name: "positive-only",
    teaches: "Your weights are all positive. The range goes from -1/√n to 1/√n.",
    caughtBy: [SPREAD, CENTRE],
    subProblem: "initialise",
    implementation: starting((shape, sizes) => uniform(shape, 0, right(sizes))),
  },
  {
    name: "normal-instead",
    teaches:
      "Your weights are normally distributed, so that a third of them lies beyond the bound. They are uniform within it.",
    caughtBy: [SPREAD, BOUND],
    subProblem: "initialise",
    implementation: starting((shape, sizes) => tf.randomNormal(shape, 0, right(sizes))),
  },
  {
    name: "all-zeros",
    teaches:
      "Your weights start at 0: all channels compute the same and get the same gradient, for ever. Draw them.",
    caughtBy: [SPREAD, BOUND, "initialise/two-layers-start-differently"],
    subProblem: "initialise",
    implementation: starting((shape) => tf.zeros(shape)),
  },
  {
    name: "every-layer-the-same",
    teaches:
      "Your layers all start with the same numbers: the draw has a fixed seed. Leave the seed to the caller.",
    caughtBy: ["initialise/two-layers-start-differently"],
    subProblem: "initialise",
    implementation: starting((shape, sizes) =>
      tf.randomUniform(shape, -right(sizes), right(sizes), "float32", 7),
    ),
  },
  {
    name: "stride-ignored",
    teaches: "The stride is not handed to conv2d. Store it in the constructor and pass it on.",
    caughtBy: ["convolve/a-stride-of-2", "convolve/stride-3-and-padding-1"],
    subProblem: "convolve",
    implementation: computing((x, { weight, padding }) => conv2d(x, weight, { padding })),
  },
  {
    name: "padding-ignored",
    teaches: "The padding is not handed to conv2d. Store it in the constructor and pass it on.",
    caughtBy: ["convolve/a-padding-of-2", "convolve/stride-3-and-padding-1"],
    subProblem: "convolve",
    implementation: computing((x, { weight, stride }) => conv2d(x, weight, { stride })),
  },
  {
    name: "stride-and-padding-ignored",
    teaches:
      "Neither stride nor padding reaches conv2d. It takes both in one object: conv2d(x, weights, { stride, padding }).",
    caughtBy: ["convolve/a-stride-of-2", "convolve/a-padding-of-2", "convolve/stride-3-and-padding-1"],
    subProblem: "convolve",
    implementation: computing((x, { weight }) => conv2d(x, weight)),
  },
  {
    name: "stride-and-padding-swapped",
    teaches:
      "Stride and padding have changed places. The fourth argument is the stride, the fifth the padding.",
    caughtBy: [BY_HAND, "convolve/stride-3-and-padding-1"],
    subProblem: "convolve",
    implementation: computing((x, { weight, stride, padding }) =>
      conv2d(x, weight, { stride: Math.max(1, padding), padding: stride }),
    ),
  },
  {
    name: "kernel-flipped",
    teaches: "Your kernels are turned by 180°, as in signal processing. Networks do not turn them.",
    caughtBy: [BY_HAND, "convolve/several-channels"],
    subProblem: "convolve",
    implementation: computing((x, { weight, stride, padding }) =>
      conv2d(x, tf.reverse(weight, [2, 3]), { stride, padding }),
    ),
  },
  {
    name: "kernel-transposed",
    teaches: "Height and width of your kernels have changed places.",
    caughtBy: [BY_HAND, "convolve/several-channels"],
    subProblem: "convolve",
    implementation: computing((x, { weight, stride, padding }) =>
      conv2d(x, weight.transpose([0, 1, 3, 2]), { stride, padding }),
    ),
  },
  {
    name: "kernels-cut-from-the-gradient",
    teaches:
      "Your forward uses a copy of the weight that gradients do not follow. Pass the parameter itself.",
    caughtBy: ["convolve/gradients-reach-the-kernels"],
    subProblem: "convolve",
    implementation: computing((x, { weight, stride, padding }) =>
      conv2d(x, detach(weight as tf.Tensor), { stride, padding }),
    ),
  },
]);
