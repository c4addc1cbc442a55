import { notYet, type tf } from "arena/tools";

/** Evenly spaced steering strengths as plain numbers, both ends among them. */
export function strengths(low: number, high: number, n: number): number[] {
  // the result: n plain numbers
  return notYet(`strengths of ${n} numbers from ${low} to ${high}`);
}

/** Learning rates as plain numbers, of which each is the same multiple of the one before. */
export function learningRates(low: number, high: number, n: number): number[] {
  // the result: n plain numbers, both ends among them
  return notYet(`learningRates of ${n} numbers from ${low} to ${high}`);
}

/** The points on the way from each start to its end, both among them. */
export function latentWalk(start: tf.Tensor2D, end: tf.Tensor2D, n: number): tf.Tensor3D {
  // start and end: [batch, latent]; the result: [batch, point, latent], with n points
  return notYet(`latentWalk of ${n} points from [${start.shape}] to [${end.shape}]`);
}

/** The place of each remainder of p on the unit circle, in even steps once around. */
export function clock(p: number): tf.Tensor2D {
  // the result: [remainder, 2], p of them, each a cosine and a sine
  return notYet(`clock of ${p} remainders`);
}

/** How much each feature of x contributes to f, by the gradient in the middle of n pieces of the way from the baseline. */
export function integratedGradients(
  f: (x: tf.Tensor2D) => tf.Tensor1D,
  x: tf.Tensor1D,
  baseline: tf.Tensor1D,
  n: number,
): tf.Tensor1D {
  // f: [point, feature] → [point]; x and baseline: [feature]; the result: [feature]
  return notYet(
    `integratedGradients of ${f.name || "f"} in ${n} pieces from [${baseline.shape}] to [${x.shape}]`,
  );
}
