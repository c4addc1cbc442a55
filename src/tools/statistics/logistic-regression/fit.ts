import type { Scalar, Tensor, Tensor1D } from "#tfjs";
import { tf } from "../../../runtime/tf.ts";
import { solveSystems } from "../../linalg/on-processor.ts";
import { checkTask } from "./checks.ts";
import { derivativesAt, lossAt, type Objective, objectiveOf, splitParameters } from "./objective.ts";

export interface LogisticRegressionOptions {
  /** How much the samples count against the wish for small weights, scikit-learn's C. Default 1. */
  readonly c?: number;
  /** Whether there is a bias, which may be as large as it likes. Default true; false for centred features. */
  readonly intercept?: boolean;
  /** Newton steps at most. Default 100; about ten are needed. */
  readonly maxIterations?: number;
  /**
   * The last step is the one that starts as close to the objective's minimum as this share of it. Default 1e-6, after
   * which float32 has nothing left to gain.
   */
  readonly tolerance?: number;
}

export interface LogisticRegression {
  /** [feature]: the direction that a linear probe reads. */
  readonly weight: Tensor1D;
  /** []: 0 without an intercept. */
  readonly bias: Scalar;
  /** Newton steps taken. */
  readonly iterations: number;
  /** False if `maxIterations` came first. */
  readonly converged: boolean;
}

/**
 * Fits a linear probe: the weight and bias for which sigmoid(features · weight + bias) tells best which samples have label
 * 1. Minimises 0.5 |weight|² + c Σ log-loss, as scikit-learn's LogisticRegression(C=c) with its L2 penalty; the bias is not
 * penalised. There is one minimum, also where a plane separates the labels; features of one scale (mean 0, standard
 * deviation 1) share the penalty fairly.
 *
 * `features` [sample, feature], `labels` [sample] of 0 and 1 (any dtype). By Newton's method with a line search: memory and
 * time grow with the square and the cube of the number of features, which is comfortable up to several hundred. It waits
 * for numbers in between, and is not differentiable.
 *
 * ```ts
 * const { weight, bias } = await logisticRegression(activations, labels, { c: 0.1 }); // [64, 32], [64] -> [32], []
 * const probabilities = tf.sigmoid(activations.dot(weight).add(bias)); // [64]
 * ```
 * @throws ToolError if shapes do not fit, a label is neither 0 nor 1, all labels are the same, a feature is not finite, or
 * c is not positive.
 */
export async function logisticRegression(
  features: Tensor,
  labels: Tensor,
  options: LogisticRegressionOptions = {},
): Promise<LogisticRegression> {
  const { c = 1, intercept = true, maxIterations = 100, tolerance = 1e-6 } = options;
  await checkTask(features, labels, c);
  const objective = objectiveOf(features, labels, c, intercept);
  try {
    const { parameters, ...outcome } = await minimised(objective, maxIterations, tolerance);
    return { ...splitParameters(objective, parameters), ...outcome };
  } finally {
    tf.dispose({ ...objective });
  }
}

interface Minimum {
  readonly parameters: Float32Array;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Newton's method from 0 on. The decrement gᵀ H⁻¹ g is twice what the step promises to gain. */
async function minimised(objective: Objective, maxIterations: number, tolerance: number): Promise<Minimum> {
  const n = objective.penalty.shape[0];
  let parameters = new Float32Array(n);
  let loss = await lossAt(objective, parameters);
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    const { gradient, curvature } = await derivativesAt(objective, parameters);
    const system = { matrices: curvature, sides: gradient, count: 1, n, columns: 1, transposed: false };
    const step = solveSystems(system);
    if (step.kind === "singular") return { parameters, iterations, converged: false };
    const decrement = step.values.reduce((sum, value, i) => sum + value * (gradient[i] as number), 0);
    const next = await descended(objective, { parameters, loss }, step.values, decrement);
    if (next === undefined || decrement / 2 <= tolerance * loss)
      return { parameters: next?.parameters ?? parameters, iterations, converged: next !== undefined };
    ({ parameters, loss } = next);
  }
  return { parameters, iterations: maxIterations, converged: false };
}

interface Place {
  readonly parameters: Float32Array<ArrayBuffer>;
  readonly loss: number;
}

/** How much of what a step promises it must at least gain (Nocedal and Wright, Numerical Optimization, 3.1). */
const SUFFICIENT = 1e-4;

/** What two float32 losses differ by from rounding alone, as a share of them. */
const ROUNDING = 1e-6;

/** The whole step, or a half of it, a quarter and so on until it gains enough; undefined if none of them does. */
async function descended(
  objective: Objective,
  from: Place,
  step: Float32Array,
  decrement: number,
): Promise<Place | undefined> {
  for (let share = 1; share > ROUNDING; share /= 2) {
    const parameters = from.parameters.map((value, i) => value - share * (step[i] as number));
    const loss = await lossAt(objective, parameters);
    if (loss <= from.loss - SUFFICIENT * share * decrement + ROUNDING * from.loss)
      return { parameters, loss };
  }
  return undefined;
}
