import { decoys } from "arena/grader";
import { arange, argsort, gather, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/cumsum/solution.ts";

const { documentIds, runningMean } = Solution;

/** The probabilities in order, the largest first, and where each stood. */
function sorted(probabilities: tf.Tensor2D): { order: tf.Tensor; values: tf.Tensor } {
  const order = argsort(probabilities, 1, true); // [batch, token]
  return { order, values: gather(probabilities, 1, order) };
}

export default decoys<typeof Solution>([
  {
    name: "rewards-so-far",
    teaches:
      "You summed from the beginning. What an action can still change comes after it: reverse the sum.",
    caughtBy: ["to-go/an-episode-by-hand", "to-go/three-episodes"],
    subProblem: "to-go",
    implementation: { rewardsToGo: (rewards: tf.Tensor2D) => rewards.cumsum(1) },
  },
  {
    name: "over-the-episodes",
    teaches: "You summed over the episodes. Without an axis, `cumsum` takes axis 0; the steps are axis 1.",
    caughtBy: ["to-go/an-episode-by-hand", "to-go/three-episodes"],
    subProblem: "to-go",
    implementation: { rewardsToGo: (rewards: tf.Tensor2D) => rewards.cumsum(0, false, true) },
  },
  {
    name: "own-reward-left-out",
    teaches: "You left the step's own reward out. Its action earned it: the sum is not exclusive.",
    caughtBy: ["to-go/an-episode-by-hand", "to-go/three-episodes"],
    subProblem: "to-go",
    implementation: { rewardsToGo: (rewards: tf.Tensor2D) => rewards.cumsum(1, true, true) },
  },
  {
    name: "whole-return",
    teaches: "You gave each step the return of the whole episode. What lies before a step does not count.",
    caughtBy: ["to-go/an-episode-by-hand", "to-go/three-episodes"],
    subProblem: "to-go",
    implementation: {
      rewardsToGo: (rewards: tf.Tensor2D) => tf.zerosLike(rewards).add(rewards.sum(1, true)),
    },
  },
  {
    name: "end-in-the-next-document",
    teaches:
      "Your `end` tokens are in the document after them: they count themselves. Leave them out of their own sum, which is *exclusive*.",
    caughtBy: ["documents/three-documents-by-hand", "documents/two-sequences-one-of-a-single-document"],
    subProblem: "documents",
    implementation: {
      documentIds: (tokens: tf.Tensor2D, end: number) => tokens.equal(end).toInt().cumsum(1),
    },
  },
  {
    name: "down-the-batch",
    teaches: "You counted from sequence to sequence. The positions are axis 1.",
    caughtBy: ["documents/three-documents-by-hand", "documents/two-sequences-one-of-a-single-document"],
    subProblem: "documents",
    implementation: {
      documentIds: (tokens: tf.Tensor2D, end: number) => tokens.equal(end).toInt().cumsum(0, true),
    },
  },
  {
    name: "counted-on",
    teaches: "You counted on from one sequence into the next. Each begins with document 0.",
    caughtBy: ["documents/two-sequences-one-of-a-single-document"],
    subProblem: "documents",
    implementation: {
      documentIds: (tokens: tf.Tensor2D, end: number) =>
        documentIds(tokens.reshape([1, -1]), end).reshape(tokens.shape),
    },
  },
  {
    name: "fractions-for-numbers",
    teaches: "Your numbers are float32. Add up whole numbers: `toInt()` before the sum.",
    caughtBy: ["documents/three-documents-by-hand", "documents/two-sequences-one-of-a-single-document"],
    subProblem: "documents",
    implementation: {
      documentIds: (tokens: tf.Tensor2D, end: number) => documentIds(tokens, end).toFloat(),
    },
  },
  {
    name: "most-likely-token",
    teaches: "You took the most likely token whatever `u` is. Drawn is where `u` falls.",
    caughtBy: ["draw/four-numbers-for-one-distribution", "draw/beyond-the-last-end"],
    subProblem: "draw",
    implementation: { drawTokens: (probabilities: tf.Tensor2D) => probabilities.argMax(1) },
  },
  {
    name: "one-too-far",
    teaches:
      "You counted the starts of the pieces: `u` has passed its own, too. Count the ends, or take one off.",
    caughtBy: ["draw/four-numbers-for-one-distribution", "draw/beyond-the-last-end"],
    subProblem: "draw",
    implementation: {
      drawTokens: (probabilities: tf.Tensor2D, u: tf.Tensor1D) =>
        u.expandDims(1).greaterEqual(probabilities.cumsum(1, true)).toInt().sum(1),
    },
  },
  {
    name: "end-in-its-piece",
    teaches:
      "A piece has its start and not its end: a `u` that equals an end has passed it. With `greater`, 0 draws a token of probability 0.",
    caughtBy: ["draw/numbers-on-a-border-and-tokens-that-cannot-come"],
    subProblem: "draw",
    implementation: {
      drawTokens: (probabilities: tf.Tensor2D, u: tf.Tensor1D) =>
        u.expandDims(1).greater(probabilities.cumsum(1)).toInt().sum(1),
    },
  },
  {
    name: "no-such-token",
    teaches:
      "Beyond the last end you give a token that does not exist: its number is how many there are. Leave that end out of the count.",
    caughtBy: ["draw/beyond-the-last-end"],
    subProblem: "draw",
    implementation: {
      drawTokens: (probabilities: tf.Tensor2D, u: tf.Tensor1D) =>
        u.expandDims(1).greaterEqual(probabilities.cumsum(1)).toInt().sum(1),
    },
  },
  {
    name: "mean-of-everything-so-far",
    teaches: "You averaged everything so far. Steps more than `width` ago drop out: subtract their sum.",
    caughtBy: ["window/five-losses-by-hand", "window/two-runs"],
    subProblem: "window",
    implementation: {
      runningMean: (losses: tf.Tensor2D) => losses.cumsum(1).div(arange(1, losses.shape[1] + 1)),
    },
  },
  {
    name: "divided-by-the-width",
    teaches:
      "You divided by `width` at the start, too, where there are fewer steps: the curve begins too low. Divide by how many there are.",
    caughtBy: ["window/five-losses-by-hand", "window/two-runs", "window/wider-than-the-run"],
    subProblem: "window",
    implementation: {
      runningMean: (losses: tf.Tensor2D, width: number) =>
        runningMean(losses, width)
          .mul(tf.minimum(arange(1, losses.shape[1] + 1), width))
          .div(width),
    },
  },
  {
    name: "one-step-too-many",
    teaches: "Your window is one step too wide. Subtract the sum of `width` steps ago, that step included.",
    caughtBy: ["window/five-losses-by-hand", "window/two-runs"],
    subProblem: "window",
    implementation: {
      runningMean: (losses: tf.Tensor2D, width: number) => runningMean(losses, width + 1),
    },
  },
  {
    name: "below-p-inclusive",
    teaches:
      "You dropped the token that crosses `p`, and where one alone is over it you keep none. The sum *before* a token decides: exclusive.",
    caughtBy: ["nucleus/three-tokens-by-hand", "nucleus/three-rows-in-no-order"],
    subProblem: "nucleus",
    implementation: {
      nucleus: (probabilities: tf.Tensor2D, p: number) => {
        const { order, values } = sorted(probabilities);
        return gather(values.cumsum(1).less(p), 1, argsort(order));
      },
    },
  },
  {
    name: "not-sorted",
    teaches: "You summed in the order of the vocabulary. The most likely tokens come first: sort them.",
    caughtBy: ["nucleus/three-tokens-by-hand", "nucleus/three-rows-in-no-order"],
    subProblem: "nucleus",
    implementation: {
      nucleus: (probabilities: tf.Tensor2D, p: number) => probabilities.cumsum(1, true).less(p),
    },
  },
  {
    name: "not-put-back",
    teaches: "Your decisions are still sorted, the most likely token first. Bring them back to their places.",
    caughtBy: ["nucleus/three-tokens-by-hand", "nucleus/three-rows-in-no-order"],
    subProblem: "nucleus",
    implementation: {
      nucleus: (probabilities: tf.Tensor2D, p: number) =>
        sorted(probabilities).values.cumsum(1, true).less(p),
    },
  },
  {
    name: "sorted-twice",
    teaches:
      "You applied the order once more in place of taking it back. The way back is the order of the order, `argsort(order)`.",
    caughtBy: ["nucleus/three-tokens-by-hand", "nucleus/three-rows-in-no-order"],
    subProblem: "nucleus",
    implementation: {
      nucleus: (probabilities: tf.Tensor2D, p: number) => {
        const { order, values } = sorted(probabilities);
        return gather(values.cumsum(1, true).less(p), 1, order);
      },
    },
  },
]);
