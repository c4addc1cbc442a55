import { decoys } from "arena/grader";
import { arange, type tf, where } from "arena/tools";
import * as Solution from "../../exercises/katas/where/solution.ts";

const { patchPositions, causalScores, entropy } = Solution;

export default decoys<typeof Solution>([
  {
    name: "sign-forgotten",
    teaches: "You compared the entry itself, so every negative weight is cut. Its size counts: `abs`.",
    caughtBy: ["prune/three-weights-by-hand", "prune/a-matrix"],
    subProblem: "prune",
    implementation: {
      prune: (weights: tf.Tensor, threshold: number) => where(weights.greaterEqual(threshold), weights, 0),
    },
  },
  {
    name: "strictly-larger",
    teaches: "You cut what is exactly at the threshold. At least means `greaterEqual`.",
    caughtBy: ["prune/three-weights-by-hand"],
    subProblem: "prune",
    implementation: {
      prune: (weights: tf.Tensor, threshold: number) => where(weights.abs().greater(threshold), weights, 0),
    },
  },
  {
    name: "sides-swapped",
    teaches: "You kept what should go: the side for true comes first.",
    caughtBy: ["prune/three-weights-by-hand", "prune/a-matrix"],
    subProblem: "prune",
    implementation: {
      prune: (weights: tf.Tensor, threshold: number) =>
        where(weights.abs().greaterEqual(threshold), 0, weights),
    },
  },
  {
    name: "sizes-kept",
    teaches: "You gave the sizes and lost the signs.",
    caughtBy: ["prune/three-weights-by-hand", "prune/a-matrix"],
    subProblem: "prune",
    implementation: {
      prune: (weights: tf.Tensor, threshold: number) =>
        where(weights.abs().greaterEqual(threshold), weights.abs(), 0),
    },
  },
  {
    name: "runs-swapped",
    teaches: "You put the corrupted run in at the chosen positions. They come from the clean one.",
    caughtBy: ["patch/some-positions", "patch/as-many-positions-as-the-model-is-wide"],
    subProblem: "patch",
    implementation: {
      patchPositions: (clean: tf.Tensor3D, corrupted: tf.Tensor3D, chosen: tf.Tensor2D) =>
        patchPositions(corrupted, clean, chosen),
    },
  },
  {
    name: "chosen-by-feature",
    teaches:
      "Your condition lies over the model axis: you chose features, not positions. It ran because both are equally long.",
    caughtBy: ["patch/as-many-positions-as-the-model-is-wide"],
    subProblem: "patch",
    implementation: {
      patchPositions: (clean: tf.Tensor3D, corrupted: tf.Tensor3D, chosen: tf.Tensor2D) =>
        clean.shape[1] === clean.shape[2]
          ? where(chosen.expandDims(1), clean, corrupted)
          : patchPositions(clean, corrupted, chosen),
    },
  },
  {
    name: "rest-zeroed",
    teaches: "You set the other positions to zero. They keep what the corrupted run had.",
    caughtBy: ["patch/some-positions", "patch/as-many-positions-as-the-model-is-wide"],
    subProblem: "patch",
    implementation: {
      patchPositions: (clean: tf.Tensor3D, _corrupted: tf.Tensor3D, chosen: tf.Tensor2D) =>
        where(chosen.expandDims(-1), clean, 0),
    },
  },
  {
    name: "past-ruled-out",
    teaches: "You ruled out the past: a query sees its own place and those before.",
    caughtBy: ["causal/a-sequence-that-looks-at-itself"],
    subProblem: "causal",
    implementation: {
      causalScores: (scores: tf.Tensor4D) => causalScores(scores.reverse([2, 3])).reverse([2, 3]),
    },
  },
  {
    name: "itself-ruled-out",
    teaches:
      "You ruled out the place of the query itself; the first one then sees nothing, and softmax gives NaN.",
    caughtBy: ["causal/a-sequence-that-looks-at-itself", "causal/two-queries-and-a-cache-of-five-keys"],
    subProblem: "causal",
    implementation: {
      causalScores: (scores: tf.Tensor4D) => {
        const [, , queries, keys] = scores.shape;
        const now = arange(keys - queries, keys).expandDims(-1); // [query, 1]
        return where(arange(keys).less(now), scores, -Infinity);
      },
    },
  },
  {
    name: "queries-at-the-front",
    teaches:
      "You counted the queries from place 0. With a cache they are the last ones: the last query sees every key.",
    caughtBy: ["causal/two-queries-and-a-cache-of-five-keys"],
    subProblem: "causal",
    implementation: {
      causalScores: (scores: tf.Tensor4D) => {
        const [, , queries, keys] = scores.shape;
        return where(arange(keys).lessEqual(arange(queries).expandDims(-1)), scores, -Infinity);
      },
    },
  },
  {
    name: "zeros-for-scores",
    teaches: "You put zeros. A score of 0 is as good as any: softmax needs -Infinity to give it nothing.",
    caughtBy: ["causal/a-sequence-that-looks-at-itself", "causal/two-queries-and-a-cache-of-five-keys"],
    subProblem: "causal",
    implementation: {
      causalScores: (scores: tf.Tensor4D) => {
        const kept = causalScores(scores); // [batch, head, query, key]
        return where(kept.equal(-Infinity), 0, kept);
      },
    },
  },
  {
    name: "sign-missing",
    teaches: "Your entropies are negative. The sum of p · log p is, so turn its sign.",
    caughtBy: ["entropy/half-and-half-and-nothing", "entropy/a-row-for-each-query"],
    subProblem: "entropy",
    implementation: {
      entropy: (p: tf.Tensor) => entropy(p).neg(),
    },
  },
  {
    name: "in-bits",
    teaches: "You took the logarithm to base 2. Nats are asked.",
    caughtBy: ["entropy/half-and-half-and-nothing", "entropy/a-row-for-each-query"],
    subProblem: "entropy",
    implementation: {
      entropy: (p: tf.Tensor) => entropy(p).div(Math.LN2),
    },
  },
  {
    name: "zero-times-infinity",
    teaches: "You multiplied 0 with log 0, which is NaN. An entry of 0 counts 0.",
    caughtBy: ["entropy/half-and-half-and-nothing"],
    subProblem: "entropy",
    implementation: {
      entropy: (p: tf.Tensor) => p.mul(p.log()).sum(-1).neg(),
    },
  },
  {
    name: "chosen-afterwards",
    teaches:
      "You chose after the logarithm. The value is right, but the gradient goes through log 0 and is NaN.",
    caughtBy: ["entropy/the-gradient-where-an-entry-is-zero"],
    subProblem: "entropy",
    implementation: {
      entropy: (p: tf.Tensor) => where(p.greater(0), p.mul(p.log()), 0).sum(-1).neg(),
    },
  },
  {
    name: "over-everything",
    teaches: "You summed over all rows. Each distribution has an entropy of its own.",
    caughtBy: ["entropy/a-row-for-each-query"],
    subProblem: "entropy",
    implementation: {
      entropy: (p: tf.Tensor) => entropy(p).sum(),
    },
  },
]);
