import { notYet, type tf } from "arena/tools";

/** At each step the sum of the rewards from it to the end. */
export function rewardsToGo(rewards: tf.Tensor2D): tf.Tensor2D {
  // rewards: [episode, step]; the result: [episode, step]
  return notYet(`rewardsToGo of [${rewards.shape}]`);
}

/** The number of the document of each token; the end token belongs to the document that it closes. */
export function documentIds(tokens: tf.Tensor2D, end: number): tf.Tensor2D {
  // tokens: [batch, position], int32; the result: [batch, position], int32
  return notYet(`documentIds of [${tokens.shape}], closed by ${end}`);
}

/** The token of each row in whose piece of the line from 0 to 1 its number lies. */
export function drawTokens(probabilities: tf.Tensor2D, u: tf.Tensor1D): tf.Tensor1D {
  // probabilities: [batch, token]; u: [batch]; the result: [batch], int32
  return notYet(`drawTokens of [${probabilities.shape}] by [${u.shape}]`);
}

/** The mean of the last steps, as many as the width or as there are. */
export function runningMean(losses: tf.Tensor2D, width: number): tf.Tensor2D {
  // losses: [run, step]; the result: [run, step]
  return notYet(`runningMean of [${losses.shape}] over ${width} steps`);
}

/** Which tokens are in the smallest set of likely ones that together have at least the probability p. */
export function nucleus(probabilities: tf.Tensor2D, p: number): tf.Tensor2D {
  // probabilities: [batch, token]; the result: [batch, token], bool
  return notYet(`nucleus of [${probabilities.shape}] for ${p}`);
}
