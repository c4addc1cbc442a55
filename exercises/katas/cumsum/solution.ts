import { arange, argsort, gather, index, tf, unsqueeze } from "arena/tools";

/** At each step the sum of the rewards from it to the end. */
export function rewardsToGo(rewards: tf.Tensor2D): tf.Tensor2D {
  return rewards.cumsum(1, false, true); // [episode, step]
}

/** The number of the document of each token; the end token belongs to the document that it closes. */
export function documentIds(tokens: tf.Tensor2D, end: number): tf.Tensor2D {
  return tokens.equal(end).toInt().cumsum(1, true) as tf.Tensor2D; // [batch, position]
}

/** The token of each row in whose piece of the line from 0 to 1 its number lies. */
export function drawTokens(probabilities: tf.Tensor2D, u: tf.Tensor1D): tf.Tensor1D {
  const borders = index(probabilities.cumsum(1), ":", ":-1"); // [batch, token - 1]
  const passed = unsqueeze(u, 1).greaterEqual(borders); // [batch, token - 1]
  return passed.toInt().sum(1) as tf.Tensor1D; // [batch]
}

/** The mean of the last steps, as many as the width or as there are. */
export function runningMean(losses: tf.Tensor2D, width: number): tf.Tensor2D {
  const steps = losses.shape[1];
  const sums = losses.cumsum(1); // [run, step]
  const late = sums.pad([
    [0, 0],
    [width, 0],
  ]); // [run, width + step]
  const counts = tf.minimum(arange(1, steps + 1), width); // [step]
  return sums.sub(index(late, ":", `:${steps}`)).div(counts) as tf.Tensor2D; // [run, step]
}

/** Which tokens are in the smallest set of likely ones that together have at least the probability p. */
export function nucleus(probabilities: tf.Tensor2D, p: number): tf.Tensor2D {
  const order = argsort(probabilities, 1, true); // [batch, token], the most likely first
  const before = gather(probabilities, 1, order).cumsum(1, true); // [batch, token]
  return gather(before.less(p), 1, argsort(order)); // [batch, token], in their own places
}
