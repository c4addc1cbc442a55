import { index, linspace, stack, tf, unsqueeze } from "arena/tools";

/** Evenly spaced steering strengths as plain numbers, both ends among them. */
export function strengths(low: number, high: number, n: number): number[] {
  if (n === 1) return [low];
  const gap = (high - low) / (n - 1);
  return Array.from({ length: n }, (_, i) => low + i * gap);
}

/** Learning rates as plain numbers, of which each is the same multiple of the one before. */
export function learningRates(low: number, high: number, n: number): number[] {
  return strengths(Math.log(low), Math.log(high), n).map(Math.exp);
}

/** The points on the way from each start to its end, both among them. */
export function latentWalk(start: tf.Tensor2D, end: tf.Tensor2D, n: number): tf.Tensor3D {
  const t = unsqueeze(linspace(0, 1, n), 1); // [point, 1]
  const [from, to] = [unsqueeze(start, 1), unsqueeze(end, 1)]; // [batch, 1, latent]
  return from.add(t.mul(to.sub(from))) as tf.Tensor3D; // [batch, point, latent]
}

/** The place of each remainder of p on the unit circle, in even steps once around. */
export function clock(p: number): tf.Tensor2D {
  const angles = index(linspace(0, 2 * Math.PI, p + 1), ":-1"); // [remainder]
  return stack([angles.cos(), angles.sin()], 1) as tf.Tensor2D; // [remainder, 2]
}

/** How much each feature of x contributes to f, by the gradient in the middle of n pieces of the way from the baseline. */
export function integratedGradients(
  f: (x: tf.Tensor2D) => tf.Tensor1D,
  x: tf.Tensor1D,
  baseline: tf.Tensor1D,
  n: number,
): tf.Tensor1D {
  const t = unsqueeze(linspace(0.5 / n, 1 - 0.5 / n, n), 1); // [piece, 1]
  const way = x.sub(baseline); // [feature]
  const middles = baseline.add(t.mul(way)) as tf.Tensor2D; // [piece, feature]
  const gradients = tf.grad((points) => f(points as tf.Tensor2D).sum())(middles); // [piece, feature]
  return gradients.mean(0).mul(way) as tf.Tensor1D; // [feature]
}
