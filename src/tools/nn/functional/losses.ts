import { crossEntropyOfRows } from "../../../runtime/fused/cross-entropy/index.ts";
import { peek } from "../../../runtime/reading.ts";
import { requireOneOf } from "../../arguments/number.ts";
import { requireOptions } from "../../arguments/options.ts";
import { requireTensor } from "../../arguments/tensor.ts";
import { lesson, shapeText } from "../../lesson.ts";
import { tf } from "../../tensorflow.ts";

/** What becomes of the losses of the single examples: their mean, their sum, or all of them. */
export type Reduction = "mean" | "sum" | "none";

interface LossSettings {
  readonly reduction?: Reduction;
}

/**
 * −log softmax(logits)[label], as `torch.nn.functional.cross_entropy`. It takes logits, not probabilities: no
 * softmax before.
 *
 * ```ts
 * nn.functional.crossEntropy(model.call(images), labels); // [batch, classes], int32 [batch] -> []
 * ```
 * @param logits [batch, classes], float32.
 * @param labels [batch], int32, from 0 to classes − 1.
 * @returns a scalar, or [batch] for reduction "none".
 * @throws ToolError if shapes or dtypes do not fit, or a label is no class.
 */
export function crossEntropy(logits: tf.Tensor, labels: tf.Tensor, settings: LossSettings = {}): tf.Tensor {
  const reduction = reductionOf("crossEntropy", settings);
  requireTensor("crossEntropy", logits, "logits");
  requireTensor("crossEntropy", labels, "labels");
  requireLabels(logits, labels);
  requireClasses(labels, logits.shape[1] as number);
  return tf.tidy(() => reduced(rowLosses(logits.toFloat(), labels), reduction)); // [batch], then []
}

/** With one class there is nothing to choose: its probability is 1. [batch, classes], [batch] -> [batch] */
function rowLosses(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  if (logits.shape[1] !== 1) return crossEntropyOfRows(logits, labels);
  return tf.logSoftmax(logits).neg().reshape([-1]); // [batch]
}

/**
 * (prediction − target)², averaged over all entries unless said otherwise. Shapes must be the same: no
 * broadcasting.
 *
 * ```ts
 * nn.functional.mseLoss(prediction, target); // two of [8, 3] -> []
 * nn.functional.mseLoss(prediction, target, { reduction: "none" }); // -> [8, 3]
 * ```
 */
export function mseLoss(prediction: tf.Tensor, target: tf.Tensor, settings: LossSettings = {}): tf.Tensor {
  const reduction = reductionOf("mseLoss", settings);
  requireSameShape("mseLoss", prediction, target);
  return tf.tidy(() => reduced(prediction.sub(target).square(), reduction)); // target's shape, then []
}

/**
 * −t·log σ(x) − (1 − t)·log(1 − σ(x)) for logits x and targets t from 0 to 1, without overflow.
 *
 * ```ts
 * nn.functional.binaryCrossEntropyWithLogits(scores, isReal); // two of [8] -> []
 * ```
 */
export function binaryCrossEntropyWithLogits(
  logits: tf.Tensor,
  targets: tf.Tensor,
  settings: LossSettings = {},
): tf.Tensor {
  const reduction = reductionOf("binaryCrossEntropyWithLogits", settings);
  requireSameShape("binaryCrossEntropyWithLogits", logits, targets);
  return tf.tidy(() => {
    const t = targets.cast("float32"); // targets' shape
    return reduced(tf.softplus(logits).sub(logits.mul(t)), reduction); // log(1 + eˣ) − t·x
  });
}

function reductionOf(tool: string, settings: LossSettings): Reduction {
  requireOptions<LossSettings>(tool, settings, { reduction: '"sum"' });
  const { reduction = "mean" } = settings;
  requireOneOf(tool, "reduction", reduction, ["mean", "sum", "none"]);
  return reduction;
}

function reduced(losses: tf.Tensor, reduction: Reduction): tf.Tensor {
  if (reduction === "none") return losses;
  return reduction === "mean" ? losses.mean() : losses.sum(); // []
}

function requireLabels(logits: tf.Tensor, labels: tf.Tensor): void {
  if (
    logits.rank === 2 &&
    labels.rank === 1 &&
    labels.dtype === "int32" &&
    logits.shape[0] === labels.shape[0]
  )
    return;
  throw lesson("crossEntropy", {
    what: "it takes a row of logits and one class number per example.",
    given: {
      logits: `${shapeText(logits.shape)} ${logits.dtype}`,
      labels: `${shapeText(labels.shape)} ${labels.dtype}`,
    },
    fits: "logits [batch, classes] float32, labels [batch] int32",
  });
}

/** On webgpu, where labels cannot be read at once, a lookup that finds bad ones when something is read. */
function requireClasses(labels: tf.Tensor, classes: number): void {
  if (tf.getBackend() === "webgpu") {
    tf.tidy(() => void tf.gather(tf.zeros([classes]), labels as tf.Tensor1D));
    return;
  }
  const bad = peek(labels).find((label) => !(label >= 0 && label < classes));
  if (bad === undefined) return;
  throw lesson("crossEntropy", {
    what: `label ${bad} is no class: ${classes} logits in a row are for the classes 0 to ${classes - 1}.`,
    given: { logits: `[batch, ${classes}]` },
    fits: "labels that count from 0; a row of logits for each of them",
  });
}

function requireSameShape(tool: string, a: tf.Tensor, b: tf.Tensor): void {
  requireTensor(tool, a, "the prediction");
  requireTensor(tool, b, "the target");
  if (shapeText(a.shape) === shapeText(b.shape)) return;
  throw lesson(tool, {
    what: "prediction and target need the same shape; broadcasting them would average wrong pairs.",
    given: { prediction: shapeText(a.shape), target: shapeText(b.shape) },
  });
}
