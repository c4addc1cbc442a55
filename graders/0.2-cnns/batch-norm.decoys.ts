import { decoys } from "arena/grader";
import { detach, nn, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/batch-norm/solution.ts";

/** The steps of the layer at which mistakes are made. */
interface Steps {
  /** Axes over which mean and variance are taken. */
  readonly axes: readonly number[];
  readonly startOfVariance: number;
  /** How many are taken off n: in the variance that normalises, and in the one that is remembered. */
  readonly correction: number;
  readonly runningCorrection: number;
  readonly divisor: (variance: tf.Tensor, eps: number) => tf.Tensor;
  readonly affine: boolean;
  readonly biasFirst: boolean;
  readonly detached: boolean;
  /** Share of the batch in the running statistics. */
  readonly share: (momentum: number) => number;
  readonly counts: boolean;
  readonly remembers: (training: boolean) => boolean;
  readonly usesBatch: (training: boolean) => boolean;
  readonly statistic: (values: tf.Tensor) => nn.Buffer;
  readonly remember: (
    layer: Solution.BatchNorm2d,
    name: "runningMean" | "runningVar",
    values: tf.Tensor,
  ) => void;
}

const RIGHT: Steps = {
  axes: [0, 2, 3],
  startOfVariance: 1,
  correction: 0,
  runningCorrection: 1,
  divisor: (variance, eps) => variance.add(eps).sqrt(),
  affine: true,
  biasFirst: false,
  detached: false,
  share: (momentum) => momentum,
  counts: true,
  remembers: (training) => training,
  usesBatch: (training) => training,
  statistic: (values) => new nn.Buffer(values),
  remember: (layer, name, values) => layer[name].assign(values),
};

/** The layer with some of its steps done otherwise. */
function layerWith(changes: Partial<Steps>) {
  const steps: Steps = { ...RIGHT, ...changes };
  return class BatchNorm2d extends nn.Module {
    weight: nn.Parameter; // [channel]
    bias: nn.Parameter; // [channel]
    runningMean: nn.Buffer; // [channel]
    runningVar: nn.Buffer; // [channel]
    numBatchesTracked = 0;
    readonly eps: number;
    readonly momentum: number;

    constructor(numFeatures: number, eps = 1e-5, momentum = 0.1) {
      super();
      this.eps = eps;
      this.momentum = momentum;
      if (steps.biasFirst) this.bias = new nn.Parameter(tf.zeros([numFeatures]));
      this.weight = new nn.Parameter(tf.ones([numFeatures]));
      this.bias ??= new nn.Parameter(tf.zeros([numFeatures]));
      this.runningMean = steps.statistic(tf.zeros([numFeatures]));
      this.runningVar = steps.statistic(tf.fill([numFeatures], steps.startOfVariance));
    }

    forward(x: tf.Tensor4D): tf.Tensor {
      const axes = [...steps.axes];
      const n = axes.reduce((product, axis) => product * (x.shape[axis] ?? 1), 1);
      const seen = steps.detached ? detach(x) : x; // [batch, channel, height, width]
      const mean = seen.mean(axes, true); // 1 where reduced
      const squares = seen.sub(mean).square().sum(axes, true);
      if (steps.remembers(this.training)) this.keep(mean, squares.div(n - steps.runningCorrection));
      const perChannel = (values: tf.Tensor) => values.reshape([1, -1, 1, 1]); // [1, channel, 1, 1]
      const batch = steps.usesBatch(this.training);
      const centre = batch ? mean : perChannel(this.runningMean);
      const variance = batch ? squares.div(n - steps.correction) : perChannel(this.runningVar);
      const scaled = x.sub(centre).div(steps.divisor(variance, this.eps)); // [batch, channel, height, width]
      return steps.affine ? scaled.mul(perChannel(this.weight)).add(perChannel(this.bias)) : scaled;
    }

    /** Whatever the axes were, one number a channel is remembered. */
    private keep(mean: tf.Tensor, variance: tf.Tensor): void {
      const share = steps.share(this.momentum);
      const ofChannel = (values: tf.Tensor) =>
        values.mean([0, 2, 3]).mul(tf.ones([this.weight.size])) as tf.Tensor; // [channel]
      const layer = this as unknown as Solution.BatchNorm2d;
      steps.remember(layer, "runningMean", this.runningMean.mul(1 - share).add(ofChannel(mean).mul(share)));
      steps.remember(layer, "runningVar", this.runningVar.mul(1 - share).add(ofChannel(variance).mul(share)));
      if (steps.counts) this.numBatchesTracked += 1;
    }
  };
}

const unchanged = () => {};

export default decoys<typeof Solution>([
  {
    name: "bias-before-weight",
    teaches:
      "You declare the bias before the weight. Weights are copied between models in the order of declaration: weight first.",
    caughtBy: ["declare/weight-and-bias-are-the-parameters"],
    subProblem: "declare",
    technique: "parameters",
    implementation: { BatchNorm2d: layerWith({ biasFirst: true }) },
  },
  {
    name: "statistics-as-parameters",
    teaches:
      "Your running statistics are parameters, so an optimizer would train them. They are state of another kind: buffers.",
    caughtBy: [
      "declare/weight-and-bias-are-the-parameters",
      "declare/the-running-statistics-are-the-buffers",
    ],
    subProblem: "declare",
    implementation: {
      BatchNorm2d: layerWith({ statistic: (values) => new nn.Parameter(values) as unknown as nn.Buffer }),
    },
  },
  {
    name: "statistics-as-plain-variables",
    teaches:
      "Your running statistics are plain tensors: the module does not know them, so they are neither saved nor moved with it. Wrap them in nn.Buffer.",
    caughtBy: [
      "declare/the-running-statistics-are-the-buffers",
      "running/the-statistics-are-still-buffers-after-a-step",
    ],
    subProblem: "declare",
    implementation: {
      BatchNorm2d: layerWith({ statistic: (values) => tf.variable(values, false) as unknown as nn.Buffer }),
    },
  },
  {
    name: "variance-starts-at-zero",
    teaches:
      "Your running variance starts at 0. It starts at 1, so that a new layer in evaluation mode leaves numbers as they are.",
    caughtBy: ["declare/the-running-statistics-are-the-buffers", "running/one-step-by-hand"],
    subProblem: "declare",
    implementation: { BatchNorm2d: layerWith({ startOfVariance: 0 }) },
  },
  {
    name: "eps-outside-the-root",
    teaches: "You add eps to the standard deviation. It belongs under the root, beside the variance.",
    caughtBy: [
      "normalise/four-numbers-by-hand",
      "normalise/weight-and-bias-are-applied",
      "mode/evaluation-by-hand",
    ],
    subProblem: "normalise",
    implementation: { BatchNorm2d: layerWith({ divisor: (variance, eps) => variance.sqrt().add(eps) }) },
  },
  {
    name: "no-eps",
    teaches: "You leave eps out. A constant channel has variance 0, and 0 / 0 is NaN.",
    caughtBy: ["normalise/four-numbers-by-hand", "normalise/a-channel-that-is-constant"],
    subProblem: "normalise",
    implementation: { BatchNorm2d: layerWith({ divisor: (variance) => variance.sqrt() }) },
  },
  {
    name: "normalised-by-the-unbiased-variance",
    teaches:
      "You normalise by the unbiased variance. The batch is divided by n here; n - 1 is for the running variance only.",
    caughtBy: ["normalise/four-numbers-by-hand", "normalise/a-single-image"],
    subProblem: "normalise",
    implementation: { BatchNorm2d: layerWith({ correction: 1 }) },
  },
  {
    name: "divided-by-the-variance",
    teaches: "You divide by the variance. Take the root first: the standard deviation has the unit of x.",
    caughtBy: ["normalise/four-numbers-by-hand", "mode/evaluation-by-hand"],
    subProblem: "normalise",
    implementation: { BatchNorm2d: layerWith({ divisor: (variance, eps) => variance.add(eps) }) },
  },
  {
    name: "no-affine",
    teaches:
      "Your weight and bias are declared but never used: multiply by the one and add the other at the end.",
    caughtBy: ["normalise/weight-and-bias-are-applied", "mode/evaluation-by-hand"],
    subProblem: "normalise",
    technique: "broadcasting",
    implementation: { BatchNorm2d: layerWith({ affine: false }) },
  },
  {
    name: "over-the-batch-only",
    teaches:
      "You reduce the batch axis only, so each pixel has statistics of its own. A channel has one mean: reduce height and width too.",
    caughtBy: ["normalise/four-numbers-by-hand", "normalise/each-channel-by-itself"],
    subProblem: "normalise",
    implementation: { BatchNorm2d: layerWith({ axes: [0] }) },
  },
  {
    name: "over-height-and-width-only",
    teaches:
      "You reduce height and width only: that is instance normalisation. The batch shares one mean a channel.",
    caughtBy: ["normalise/four-numbers-by-hand", "normalise/each-channel-by-itself"],
    subProblem: "normalise",
    implementation: { BatchNorm2d: layerWith({ axes: [2, 3] }) },
  },
  {
    name: "over-the-channels",
    teaches:
      "You reduce channel, height and width: that is layer normalisation, one mean an example. Reduce all axes but the channel's.",
    caughtBy: ["normalise/four-numbers-by-hand", "normalise/each-channel-by-itself"],
    subProblem: "normalise",
    implementation: { BatchNorm2d: layerWith({ axes: [1, 2, 3] }) },
  },
  {
    name: "statistics-cut-from-the-gradient",
    teaches:
      "Your mean and variance are constants for the gradient. Every x moves them too, so they must stay tensors computed from x.",
    caughtBy: ["normalise/gradients-flow-through-the-statistics"],
    subProblem: "normalise",
    implementation: { BatchNorm2d: layerWith({ detached: true }) },
  },
  {
    name: "biased-running-variance",
    teaches: "You remember the biased variance. PyTorch stores the unbiased one, n / (n - 1) times as large.",
    caughtBy: ["running/one-step-by-hand", "mode/evaluation-by-hand"],
    subProblem: "running",
    implementation: { BatchNorm2d: layerWith({ runningCorrection: 0 }) },
  },
  {
    name: "momentum-swapped",
    teaches:
      "You keep `momentum` of the old value. Here momentum is the share of the new: running = (1 - momentum) · running + momentum · batch.",
    caughtBy: ["running/three-batches-of-different-sizes"],
    subProblem: "running",
    implementation: { BatchNorm2d: layerWith({ share: (momentum) => 1 - momentum }) },
  },
  {
    name: "no-memory",
    teaches:
      "Your running statistics are those of the last batch alone. Keep 1 - momentum of what was there.",
    caughtBy: ["running/one-step-by-hand", "running/three-batches-of-different-sizes"],
    subProblem: "running",
    implementation: { BatchNorm2d: layerWith({ share: () => 1 }) },
  },
  {
    name: "never-updated",
    teaches:
      "Your running statistics never change, so evaluation normalises by 0 and 1. Update them in each forward pass of training.",
    caughtBy: ["running/one-step-by-hand", "mode/evaluation-by-hand"],
    subProblem: "running",
    implementation: { BatchNorm2d: layerWith({ remember: unchanged }) },
  },
  {
    name: "not-counted",
    teaches: "numBatchesTracked stays 0. Add 1 for each batch seen in training.",
    caughtBy: ["running/one-step-by-hand", "running/three-batches-of-different-sizes"],
    subProblem: "running",
    implementation: { BatchNorm2d: layerWith({ counts: false }) },
  },
  {
    name: "buffers-replaced",
    teaches:
      "You put a plain tensor in the buffer's place: after one step the module has no buffers. Use buffer.assign(values).",
    caughtBy: ["running/the-statistics-are-still-buffers-after-a-step"],
    subProblem: "running",
    implementation: {
      BatchNorm2d: layerWith({
        remember: (layer, name, values) => Object.assign(layer, { [name]: tf.keep(values) }),
      }),
    },
  },
  {
    name: "evaluates-with-the-batch",
    teaches:
      "In evaluation mode you still normalise by the batch at hand. Use the running statistics: one image's output must not depend on its neighbours.",
    caughtBy: ["mode/evaluation-by-hand", "mode/one-image-alone-or-in-a-batch"],
    subProblem: "mode",
    implementation: { BatchNorm2d: layerWith({ usesBatch: () => true }) },
  },
  {
    name: "evaluation-updates",
    teaches:
      "Your running statistics change in evaluation mode. What is measured would change the model: update only while training.",
    caughtBy: ["mode/evaluation-changes-nothing"],
    subProblem: "mode",
    implementation: { BatchNorm2d: layerWith({ remembers: () => true }) },
  },
  {
    name: "mode-ignored",
    teaches:
      "You never look at `training`: the layer always uses the batch's statistics and always updates. Branch on `this.training`.",
    caughtBy: ["mode/evaluation-by-hand", "mode/evaluation-changes-nothing"],
    subProblem: "mode",
    implementation: { BatchNorm2d: layerWith({ remembers: () => true, usesBatch: () => true }) },
  },
  {
    name: "trains-with-the-running-statistics",
    teaches: "You normalise by the running statistics while training, too. Training uses the batch's own.",
    caughtBy: ["normalise/four-numbers-by-hand", "mode/training-goes-on-after-an-evaluation"],
    subProblem: "normalise",
    technique: "train-eval",
    implementation: { BatchNorm2d: layerWith({ usesBatch: () => false }) },
  },
]);
