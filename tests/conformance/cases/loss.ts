import type { Tensor, Tensor2D } from "#tfjs";
import { einsum } from "../../../src/tools/einsum/index.ts";
import { linalg, logSoftmax, nn, softmax, where } from "../../../src/tools/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";
import type { Operations } from "./case.ts";

type Reduction = "mean" | "sum" | "none";
const { crossEntropy, mseLoss, binaryCrossEntropyWithLogits } = nn.functional;

const unit = (x: Tensor): Tensor => x.div(linalg.norm(x, -1, { keepDims: true })); // x's shape

/** Losses of the tools, of TensorFlow.js and of the course. */
export const LOSS: Operations = {
  crossEntropy:
    ({ reduction = "mean" }) =>
    (logits, labels) =>
      crossEntropy(logits, labels, { reduction: reduction as Reduction }),
  mseLoss:
    ({ reduction = "mean" }) =>
    (x, y) =>
      mseLoss(x, y, { reduction: reduction as Reduction }),
  binaryCrossEntropyWithLogits: () => (logits, targets) => binaryCrossEntropyWithLogits(logits, targets),
  "tf.losses.softmaxCrossEntropy": () => (y, z) => tf.losses.softmaxCrossEntropy(y, z),
  "tf.losses.huberLoss": () => (y, z) => tf.losses.huberLoss(y, z),
  "tf.losses.absoluteDifference": () => (y, z) => tf.losses.absoluteDifference(y, z),
  "tf.losses.sigmoidCrossEntropy": () => (y, z) => tf.losses.sigmoidCrossEntropy(y, z),
  "tf.losses.logLoss": () => (y, p) => tf.losses.logLoss(y, p),
  "tf.losses.hingeLoss": () => (y, z) => tf.losses.hingeLoss(y, z),
  "smooth L1": () => (x, y) => {
    const distance = x.sub(y).abs(); // x's shape
    return where(distance.less(1), distance.square().mul(0.5), distance.sub(0.5)).mean();
  },
  "kullback-leibler of logits": () => (p, q) =>
    softmax(p)
      .mul(logSoftmax(p).sub(logSoftmax(q)))
      .sum(-1)
      .mean(),
  "gaussian kullback-leibler": () => (mean, logStd) =>
    mean.square().add(logStd.mul(2).exp()).sub(1).mul(0.5).sub(logStd).mean(),
  "entropy of logits": () => (x) => softmax(x).mul(logSoftmax(x)).sum(-1).mean().neg(),
  "clipped policy ratio": () => (fresh, old, advantage) => {
    const ratio = fresh.sub(old).exp(); // [step]
    return tf.minimum(ratio.mul(advantage), ratio.clipByValue(0.8, 1.2).mul(advantage)).mean();
  },
  contrastive: () => (a, b) => {
    const scores = tf.matMul(unit(a) as Tensor2D, unit(b) as Tensor2D, false, true).div(0.5); // [a, b]
    return einsum("ii->i", logSoftmax(scores)).mean().neg();
  },
};
