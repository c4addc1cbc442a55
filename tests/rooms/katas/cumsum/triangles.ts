// Triangles and bands of ones, and each token compared with each.
import { arange, einsum, tf, tril, triu, unsqueeze, where } from "arena/tools";

const square = (n: number) => tf.ones([n, n]); // [step, step]

export function rewardsToGo(rewards: tf.Tensor2D): tf.Tensor {
  return einsum("e later, t later -> e t", rewards, triu(square(rewards.shape[1])));
}

export function documentIds(tokens: tf.Tensor2D, end: number): tf.Tensor {
  const before = tril(square(tokens.shape[1]), -1); // [position, earlier]
  return einsum("b earlier, s earlier -> b s", tokens.equal(end).toFloat(), before).toInt();
}

export function drawTokens(probabilities: tf.Tensor2D, u: tf.Tensor1D): tf.Tensor {
  const token = probabilities.shape[1];
  const starts = probabilities.cumsum(1, true); // [batch, token]
  const begun = unsqueeze(u, 1).greaterEqual(starts).logicalAnd(probabilities.greater(0)); // [batch, token]
  return where(begun, arange(token), 0).max(1).toInt();
}

export function runningMean(losses: tf.Tensor2D, width: number): tf.Tensor {
  const steps = losses.shape[1];
  const band = tril(square(steps)).sub(tril(square(steps), -width)); // [step, earlier]
  return losses.matMul(band.div(band.sum(1, true)) as tf.Tensor2D, false, true);
}

export function nucleus(probabilities: tf.Tensor2D, p: number): tf.Tensor {
  const larger = unsqueeze(probabilities, 1).greater(unsqueeze(probabilities, 2)); // [batch, token, other]
  return where(larger, unsqueeze(probabilities, 1), 0).sum(2).less(p);
}
