import { detach, type tf } from "arena/tools";

/** Each row divided by its root mean square, which counts as a constant. */
export function frozenNorm(x: tf.Tensor2D): tf.Tensor2D {
  const scale = x.square().mean(-1, true).sqrt(); // [row, 1]
  return x.div(detach(scale)); // [row, model]
}

/** x rounded to whole numbers, with the gradient of x itself. */
export function straightThrough(x: tf.Tensor): tf.Tensor {
  return x.add(detach(x.round().sub(x)));
}

/** The mean squared error between values and their one-step targets, which count as constants. */
export function tdLoss(
  values: tf.Tensor1D,
  next: tf.Tensor1D,
  rewards: tf.Tensor1D,
  gamma: number,
): tf.Scalar {
  const target = detach(rewards.add(next.mul(gamma))); // [step]
  return target.sub(values).square().mean() as tf.Scalar; // []
}

/** The policy-gradient loss with a baseline: minus the mean of log-probability times advantage. */
export function policyLoss(logProbs: tf.Tensor1D, returns: tf.Tensor1D, values: tf.Tensor1D): tf.Scalar {
  const advantages = detach(returns.sub(values)); // [step]
  const centred = advantages.sub(advantages.mean()); // [step]
  return logProbs.mul(centred).mean().neg() as tf.Scalar; // []
}
