// As in PyTorch: flips and subtractions; and loops over the steps.
import { concatenate, flip, index, maskedFill, sort, stack, tf, unbind, unsqueeze } from "arena/tools";

export const rewardsToGo = (rewards: tf.Tensor2D) => flip(flip(rewards, 1).cumsum(-1), 1);

export const documentIds = (tokens: tf.Tensor2D, end: number) => {
  const closes = tokens.equal(end).toInt(); // [batch, position]
  return closes.cumsum(1).sub(closes);
};

export const drawTokens = (probabilities: tf.Tensor2D, u: tf.Tensor1D) => {
  const passed = unsqueeze(u, 1).greaterEqual(probabilities.cumsum(1)); // [batch, token]
  const last = tf.scalar(probabilities.shape[1] - 1, "int32"); // []
  return tf.minimum(passed.toInt().sum(1), last);
};

export const runningMean = (losses: tf.Tensor2D, width: number) => {
  const steps = unbind(losses, 1); // [run] each
  const means = steps.map((_, i) => stack(steps.slice(Math.max(0, i - width + 1), i + 1)).mean(0));
  return stack(means, 1);
};

export const nucleus = (probabilities: tf.Tensor2D, p: number) => {
  const { values } = sort(probabilities, 1, true); // [batch, token]
  const sums = concatenate([tf.zeros([values.shape[0], 1]), index(values.cumsum(1), ":", ":-1")], 1);
  const kept = maskedFill(values, sums.greaterEqual(p), Infinity); // [batch, token]
  return probabilities.greaterEqual(kept.min(1, true)); // the least likely of those that stay
};
