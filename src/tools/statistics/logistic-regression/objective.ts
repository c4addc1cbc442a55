import type { Rank, Scalar, Tensor, Tensor1D, Tensor2D } from "#tfjs";
import { tf } from "../../../runtime/tf.ts";

/** 0.5 Σ penalty · parameters² + c Σ log-loss, whose parameters are the weights and, with an intercept, a bias behind them. */
export interface Objective {
  /** [sample, parameter]: the features, centred and with a column of ones where there is an intercept. */
  readonly design: Tensor2D;
  /** [sample, 1]: -1 where the label is 1, else 1, so that a logit times its sign is large where it is wrong. */
  readonly signs: Tensor2D;
  /** [parameter, 1]: 1 for a weight, 0 for the bias. */
  readonly penalty: Tensor2D;
  /** [feature]: what was taken off the features. */
  readonly means: Tensor1D;
  /** []. */
  readonly c: Scalar;
}

/**
 * An intercept makes up for what is taken off the features, so that the weights stay the same; and centred features keep
 * the curvature of bias and weights apart, which float32 needs where a mean is large.
 */
export function objectiveOf(features: Tensor, labels: Tensor, c: number, intercept: boolean): Objective {
  return tf.tidy(() => {
    const numbers = tf.cast(features, "float32") as Tensor2D; // [sample, feature]
    const [samples, count] = numbers.shape;
    const ones: Tensor2D = tf.ones([samples, 1]);
    const means = intercept ? tf.mean<Tensor1D>(numbers, 0) : tf.zeros<Rank.R1>([count]); // [feature]
    const centred: Tensor2D = tf.sub(numbers, means); // [sample, feature]
    const weights: Tensor2D = tf.ones([count, 1]);
    return {
      design: intercept ? tf.concat2d([centred, ones], 1) : centred, // [sample, parameter]
      signs: tf.reshape<Rank.R2>(tf.sub(1, tf.mul(2, tf.cast(labels, "float32"))), [samples, 1]),
      penalty: intercept ? tf.concat2d([weights, tf.zeros([1, 1])], 0) : weights, // [parameter, 1]
      means,
      c: tf.scalar(c),
    };
  });
}

/** The objective at some parameters; log-losses as softplus, which neither overflows nor loses digits. */
export async function lossAt(objective: Objective, parameters: Float32Array): Promise<number> {
  const { penalty, c } = objective;
  const loss = tf.tidy(() => {
    const theta = tf.tensor2d(parameters, penalty.shape); // [parameter, 1]
    const misfit = tf.mul(c, tf.sum(tf.softplus(wrongness(objective, theta)))); // []
    return tf.add(misfit, tf.mul(0.5, tf.sum(tf.mul(penalty, tf.square(theta))))); // []
  });
  const [value] = await loss.data();
  loss.dispose();
  return value as number;
}

/**
 * Gradient [parameter, 1] and second derivatives [parameter, parameter] there, read off. With the probability of the wrong
 * label, which keeps its digits where it is small, and not one less that of the right one.
 */
export async function derivativesAt(
  objective: Objective,
  parameters: Float32Array,
): Promise<{ gradient: Float32Array; curvature: Float32Array }> {
  const { design, signs, penalty, c } = objective;
  const found = tf.tidy(() => {
    const theta = tf.tensor2d(parameters, penalty.shape); // [parameter, 1]
    const wrong = tf.sigmoid(wrongness(objective, theta)); // [sample, 1]
    const misfits = tf.matMul(design, tf.mul(signs, wrong), true); // [parameter, 1]
    const spread = tf.mul(wrong, tf.sub(1, wrong)); // [sample, 1]
    const bends = tf.matMul(design, tf.mul(design, spread), true); // [parameter, parameter]
    return {
      gradient: tf.add(tf.mul(penalty, theta), tf.mul(c, misfits)),
      curvature: tf.add(tf.diag(tf.reshape(penalty, [-1])), tf.mul(c, bends)),
    };
  });
  const [gradient, curvature] = await Promise.all([found.gradient.data(), found.curvature.data()]);
  tf.dispose(found);
  return { gradient, curvature } as { gradient: Float32Array; curvature: Float32Array };
}

/** The logit of the wrong label, [sample, 1]. */
const wrongness = ({ design, signs }: Objective, theta: Tensor2D): Tensor2D =>
  tf.mul(signs, tf.matMul(design, theta));

/** Weight [feature] and bias [] for features as they were given. */
export function splitParameters(
  { means, penalty }: Objective,
  parameters: Float32Array,
): { weight: Tensor1D; bias: Scalar } {
  const [features] = means.shape;
  return tf.tidy(() => {
    const weight = tf.tensor1d(parameters.slice(0, features)); // [feature]
    const hasBias = penalty.shape[0] > features;
    const bias = tf.scalar(hasBias ? (parameters[features] as number) : 0); // []
    return { weight, bias: tf.sub(bias, tf.sum(tf.mul(means, weight))) };
  });
}
