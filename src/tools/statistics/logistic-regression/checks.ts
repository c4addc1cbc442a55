import type { Tensor } from "#tfjs";
import { tf } from "../../../runtime/tf.ts";
import { lesson, shapeText } from "../../lesson.ts";

const TOOL = "logisticRegression";

/** Throws a lesson for what cannot be fitted. */
export async function checkTask(features: Tensor, labels: Tensor, c: number): Promise<void> {
  checkShapes(features, labels);
  if (!(c > 0 && c < Number.POSITIVE_INFINITY))
    throw lesson(TOOL, {
      what: `c, how much the samples count, must be a positive number, not ${c}.`,
      fits: "a smaller c keeps the weights smaller; 1 is usual, 0.1 for few samples of many features",
    });
  checkLabels(await labels.data());
  const unusable = tf.tidy(() => tf.sum(tf.logicalNot(tf.isFinite(tf.cast(features, "float32")))));
  const [count] = await unusable.data();
  unusable.dispose();
  if (count !== 0)
    throw lesson(TOOL, {
      what: `${count} of the features are NaN or infinite.`,
      given: { features: shapeText(features.shape) },
      fits: "finite numbers; look where the first NaN or Infinity comes from",
    });
}

function checkShapes(features: Tensor, labels: Tensor): void {
  const given = { features: shapeText(features.shape), labels: shapeText(labels.shape) };
  if (features.rank !== 2)
    throw lesson(TOOL, {
      what: "the features must be a matrix [sample, feature].",
      given,
      fits: "flatten what belongs to one sample: features.reshape([samples, -1])",
    });
  if (labels.rank !== 1 || labels.size !== features.shape[0])
    throw lesson(TOOL, {
      what: `the labels must be one number a sample, [${features.shape[0]}].`,
      given,
      fits: labels.size === features.shape[0] ? "labels.reshape([-1])" : "as many labels as rows of features",
    });
}

function checkLabels(values: ArrayLike<number>): void {
  const labels = Array.from(values);
  const other = labels.findIndex((label) => label !== 0 && label !== 1);
  if (other >= 0)
    throw lesson(TOOL, {
      what: `a label is 0 or 1, and label ${other} is ${labels[other]}.`,
      fits: "for labels -1 and 1: labels.greater(0); for one class of several: labels.equal(3)",
    });
  if (!labels.includes(0) || !labels.includes(1))
    throw lesson(TOOL, {
      what:
        labels.length === 0
          ? "there are no samples."
          : `all ${labels.length} labels are ${labels[0]}, so there is nothing to tell apart.`,
      fits: "samples of both kinds; shuffle before you take a part of them for training",
    });
}
