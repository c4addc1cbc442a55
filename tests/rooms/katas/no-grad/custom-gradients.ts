// Gradients of one's own where that says it best, detach of each part elsewhere.
import { detach, einsum, tf } from "arena/tools";

export const frozenNorm = (x: tf.Tensor2D) => {
  const still = detach(x);
  const scale = still.norm(2, 1, true).div(Math.sqrt(x.shape[1])); // [row, 1]
  return x.mul(tf.reciprocal(scale));
};

const rounded = tf.customGrad((x) => ({
  value: tf.round(x as tf.Tensor),
  gradFunc: (dy: tf.Tensor) => dy,
}));
export const straightThrough = (x: tf.Tensor) => rounded(x);

export const tdLoss = (values: tf.Tensor1D, next: tf.Tensor1D, rewards: tf.Tensor1D, gamma: number) => {
  const errors = values.sub(detach(rewards)).sub(detach(next).mul(gamma)); // [step]
  return einsum("s, s ->", errors, errors).div(errors.shape[0] ?? 1);
};

export const policyLoss = (logProbs: tf.Tensor1D, returns: tf.Tensor1D, values: tf.Tensor1D) => {
  const advantages = detach(returns).sub(detach(values)); // [step]
  const centred = logProbs.sub(logProbs.mean()); // centring one side of a product does for both
  return centred.mul(advantages).sum().div(-values.shape[0]);
};
