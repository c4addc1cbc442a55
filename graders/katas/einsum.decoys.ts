import { decoys } from "arena/grader";
import { einsum } from "arena/tools";
import type * as Solution from "../../exercises/katas/einsum/solution.ts";

export default decoys<typeof Solution>([
  {
    name: "weight-read-the-other-way",
    teaches:
      "You sum over the weight's first axis. It is [out, in]: the axis that x shares with it is the last one.",
    caughtBy: ["project/a-square-weight"],
    subProblem: "project",
    implementation: { project: (x, weight) => einsum("b p i, i o -> b p o", x, weight) },
  },
  {
    name: "batch-summed-away",
    teaches:
      "Your result has no batch axis: a name that is not on the right of the arrow is summed over, the batch too.",
    caughtBy: ["project/two-positions-by-hand", "project/a-square-weight"],
    subProblem: "project",
    implementation: { project: (x, weight) => einsum("b p i, o i -> p o", x, weight) },
  },
  {
    name: "each-position-with-itself",
    teaches:
      "You called query and key by one name, so each position is compared with itself only. Every query meets every key: give them two names.",
    caughtBy: ["scores/as-many-queries-as-keys-as-heads"],
    subProblem: "scores",
    implementation: { attentionScores: (q, k) => einsum("b s h d, b s h d -> b h s", q, k) },
  },
  {
    name: "keys-before-queries",
    teaches:
      "Your scores are [batch, head, key, query]. A row of scores belongs to a query: the key axis comes last.",
    caughtBy: ["scores/one-query-and-two-keys-by-hand", "scores/as-many-queries-as-keys-as-heads"],
    subProblem: "scores",
    implementation: { attentionScores: (q, k) => einsum("b q h d, b k h d -> b h k q", q, k) },
  },
  {
    name: "head-left-in-its-place",
    teaches:
      "Your scores are [batch, query, head, key]. The head belongs before the query, so that each head has a matrix [query, key].",
    caughtBy: ["scores/more-keys-than-queries", "scores/as-many-queries-as-keys-as-heads"],
    subProblem: "scores",
    implementation: { attentionScores: (q, k) => einsum("b q h d, b k h d -> b q h k", q, k) },
  },
  {
    name: "heads-mixed",
    teaches:
      "You sum over the heads too. Each head compares in its own space: `h` is in both inputs and in the result.",
    caughtBy: ["scores/more-keys-than-queries"],
    subProblem: "scores",
    implementation: { attentionScores: (q, k) => einsum("b q h d, b k h d -> b q k", q, k) },
  },
  {
    name: "scaled-already",
    teaches:
      "You divide the scores by √d. That is right in a layer, but here the plain dot products are asked for.",
    caughtBy: ["scores/one-query-and-two-keys-by-hand", "scores/more-keys-than-queries"],
    subProblem: "scores",
    implementation: {
      attentionScores: (q, k) => einsum("b q h d, b k h d -> b h q k", q, k).div(Math.sqrt(q.shape[3])),
    },
  },
  {
    name: "summed-over-the-queries",
    teaches:
      "You add up over the queries. A query's result is a sum over *keys*: the key's name is the one to leave out.",
    caughtBy: ["mix/as-many-queries-as-keys"],
    subProblem: "mix",
    implementation: {
      mixValues: (pattern, v) => einsum("b h k q, b k h d -> b q h d", pattern, v),
    },
  },
  {
    name: "head-first",
    teaches:
      "Your result is [batch, head, query, d]. The next step wants the heads beside their numbers: [batch, query, head, d].",
    caughtBy: ["mix/several-heads", "mix/as-many-queries-as-keys"],
    subProblem: "mix",
    implementation: {
      mixValues: (pattern, v) => einsum("b h q k, b k h d -> b h q d", pattern, v),
    },
  },
  {
    name: "values-added-without-weights",
    teaches:
      "Every query gets the plain sum of all values: the key of the pattern and the key of the values have different names, so they are not matched.",
    caughtBy: ["mix/a-query-that-looks-at-one-key-gets-its-value", "mix/several-heads"],
    subProblem: "mix",
    implementation: {
      mixValues: (pattern, v) => einsum("b h q k, b j h d -> b q h d", pattern, v),
    },
  },
  {
    name: "heads-added-up",
    teaches:
      "You return what all heads write together, [batch, query, model]. Keep `h` on the right of the arrow to see them apart.",
    caughtBy: ["write/two-heads-by-hand", "write/as-many-heads-as-numbers-in-a-head"],
    subProblem: "write",
    implementation: { writesPerHead: (z, wO) => einsum("b q h d, h d m -> b q m", z, wO) },
  },
  {
    name: "head-and-number-swapped",
    teaches:
      "You match wO's first axis with the numbers of a head and its second with the heads. It is [head, d, model].",
    caughtBy: ["write/as-many-heads-as-numbers-in-a-head"],
    subProblem: "write",
    implementation: { writesPerHead: (z, wO) => einsum("b q h d, d h m -> b q h m", z, wO) },
  },
  {
    name: "all-entries-summed",
    teaches:
      "You add up all entries of the [token, token] matrix. The trace is its diagonal only: give both token axes one name.",
    caughtBy: ["trace/two-tokens-by-hand", "trace/three-heads-each-with-a-matrix-that-is-not-symmetric"],
    subProblem: "trace",
    implementation: {
      copyingScore: (wE, wOV, wU) => einsum("t i, h i o, o u -> h", wE, wOV, wU),
    },
  },
  {
    name: "in-and-out-swapped",
    teaches:
      "You multiply by wOV's transpose: the embedding meets its first model axis, the unembedding its second.",
    caughtBy: ["trace/three-heads-each-with-a-matrix-that-is-not-symmetric"],
    subProblem: "trace",
    implementation: {
      copyingScore: (wE, wOV, wU) => einsum("t i, h o i, o t -> h", wE, wOV, wU),
    },
  },
  {
    name: "heads-of-the-trace-added-up",
    teaches: "You return one number for all heads. Each head has a score of its own: keep `h` on the right.",
    caughtBy: ["trace/two-tokens-by-hand", "trace/three-heads-each-with-a-matrix-that-is-not-symmetric"],
    subProblem: "trace",
    implementation: { copyingScore: (wE, wOV, wU) => einsum("t i, h i o, o t ->", wE, wOV, wU) },
  },
]);
