import { decoys } from "arena/grader";
import { einsum, type tf } from "arena/tools";
import * as Solution from "../../exercises/katas/einsum/solution.ts";

const { attentionScores, copyingScores, headOutputs, headQueries, readDirection } = Solution;

export default decoys<typeof Solution>([
  {
    name: "positions-added-up",
    teaches: "You left `position` out on the right, so the positions are added up. Name every axis you keep.",
    caughtBy: ["read-direction/two-positions-by-hand", "read-direction/every-example-and-position-by-itself"],
    subProblem: "read-direction",
    implementation: {
      readDirection: (resid: tf.Tensor3D, direction: tf.Tensor1D) =>
        einsum("batch position model, model -> batch", resid, direction),
    },
  },
  {
    name: "products-not-summed",
    teaches: "You named `model` on the right too, so nothing was summed. A dot product leaves it out.",
    caughtBy: ["read-direction/two-positions-by-hand", "read-direction/every-example-and-position-by-itself"],
    subProblem: "read-direction",
    implementation: {
      readDirection: (resid: tf.Tensor3D, direction: tf.Tensor1D) =>
        einsum("batch position model, model -> batch position model", resid, direction),
    },
  },
  {
    name: "each-sum-by-itself",
    teaches:
      "You gave the model's axis another name in each tensor: they are not matched, and the two sums are multiplied.",
    caughtBy: ["read-direction/two-positions-by-hand", "read-direction/every-example-and-position-by-itself"],
    subProblem: "read-direction",
    implementation: {
      readDirection: (resid: tf.Tensor3D, direction: tf.Tensor1D) =>
        einsum("batch position model, direction -> batch position", resid, direction),
    },
  },
  {
    name: "unit-direction",
    teaches:
      "You divided by the direction's length. This is the component along it; asked is the plain dot product.",
    caughtBy: ["read-direction/two-positions-by-hand", "read-direction/every-example-and-position-by-itself"],
    subProblem: "read-direction",
    implementation: {
      readDirection: (resid: tf.Tensor3D, direction: tf.Tensor1D) =>
        readDirection(resid, direction).div(direction.norm()),
    },
  },
  {
    name: "head-before-position",
    teaches:
      "Your result is [batch, head, position, d]. The order on the right of the arrow is the result's.",
    caughtBy: ["head-queries/three-heads"],
    subProblem: "head-queries",
    implementation: {
      headQueries: (x: tf.Tensor3D, wQ: tf.Tensor3D) => headQueries(x, wQ).transpose([0, 2, 1, 3]),
    },
  },
  {
    name: "heads-added-up",
    teaches: "`head` is missing on the right, so the queries of all heads are added up.",
    caughtBy: ["head-queries/three-heads", "head-queries/one-head-as-wide-as-the-model"],
    subProblem: "head-queries",
    implementation: {
      headQueries: (x: tf.Tensor3D, wQ: tf.Tensor3D) => headQueries(x, wQ).sum(2),
    },
  },
  {
    name: "weight-transposed",
    teaches:
      "You matched the model's axis of x with the last axis of wQ, which is d. It only runs where both are equally long.",
    caughtBy: ["head-queries/one-head-as-wide-as-the-model"],
    subProblem: "head-queries",
    implementation: {
      headQueries: (x: tf.Tensor3D, wQ: tf.Tensor3D) =>
        wQ.shape[1] === wQ.shape[2] ? headQueries(x, wQ.transpose([0, 2, 1])) : headQueries(x, wQ),
    },
  },
  {
    name: "not-scaled",
    teaches: "You did not divide by √d. Without it the scores grow with d and softmax saturates.",
    caughtBy: [
      "attention-scores/a-sequence-that-looks-at-itself",
      "attention-scores/one-query-and-a-cache-of-seven-keys",
    ],
    subProblem: "attention-scores",
    implementation: {
      attentionScores: (q: tf.Tensor4D, k: tf.Tensor4D) => attentionScores(q, k).mul(Math.sqrt(q.shape[3])),
    },
  },
  {
    name: "divided-by-d",
    teaches: "You divided by d. A sum of d products grows like √d: divide by that.",
    caughtBy: [
      "attention-scores/a-sequence-that-looks-at-itself",
      "attention-scores/one-query-and-a-cache-of-seven-keys",
    ],
    subProblem: "attention-scores",
    implementation: {
      attentionScores: (q: tf.Tensor4D, k: tf.Tensor4D) => attentionScores(q, k).div(Math.sqrt(q.shape[3])),
    },
  },
  {
    name: "scaled-by-the-model",
    teaches:
      "You divided by the root of head · d, the width of the model. Each head sums over its own d only.",
    caughtBy: [
      "attention-scores/a-sequence-that-looks-at-itself",
      "attention-scores/one-query-and-a-cache-of-seven-keys",
    ],
    subProblem: "attention-scores",
    implementation: {
      attentionScores: (q: tf.Tensor4D, k: tf.Tensor4D) => attentionScores(q, k).div(Math.sqrt(q.shape[2])),
    },
  },
  {
    name: "keys-before-queries",
    teaches:
      "Your scores are [batch, head, key, query]: softmax over the last axis would be over the queries.",
    caughtBy: [
      "attention-scores/a-sequence-that-looks-at-itself",
      "attention-scores/one-query-and-a-cache-of-seven-keys",
    ],
    subProblem: "attention-scores",
    implementation: {
      attentionScores: (q: tf.Tensor4D, k: tf.Tensor4D) => attentionScores(q, k).transpose([0, 1, 3, 2]),
    },
  },
  {
    name: "heads-mixed",
    teaches:
      "You summed over the heads as well: every head gets the same scores. `head` must stand on the right.",
    caughtBy: [
      "attention-scores/a-sequence-that-looks-at-itself",
      "attention-scores/one-query-and-a-cache-of-seven-keys",
    ],
    subProblem: "attention-scores",
    implementation: {
      attentionScores: (q: tf.Tensor4D, k: tf.Tensor4D) => attentionScores(q, k).sum(1),
    },
  },
  {
    name: "heads-summed",
    teaches:
      "You gave the sum over the heads, which is what the model adds to its residual stream. Here keep `head` on the right.",
    caughtBy: [
      "head-outputs/a-sequence-that-looks-at-itself",
      "head-outputs/one-query-and-a-cache-of-five-keys",
    ],
    subProblem: "head-outputs",
    implementation: {
      headOutputs: (pattern: tf.Tensor4D, v: tf.Tensor4D, wO: tf.Tensor3D) =>
        headOutputs(pattern, v, wO).sum(2),
    },
  },
  {
    name: "query-and-key-swapped",
    teaches:
      "You summed over the queries: the value of a key went by the attention it pays, not by that which it gets.",
    caughtBy: ["head-outputs/a-sequence-that-looks-at-itself"],
    subProblem: "head-outputs",
    implementation: {
      headOutputs: (pattern: tf.Tensor4D, v: tf.Tensor4D, wO: tf.Tensor3D) =>
        pattern.shape[2] === pattern.shape[3]
          ? headOutputs(pattern.transpose([0, 1, 3, 2]), v, wO)
          : headOutputs(pattern, v, wO),
    },
  },
  {
    name: "head-before-query",
    teaches: "Your result is [batch, head, query, model]. Asked is [batch, query, head, model].",
    caughtBy: [
      "head-outputs/a-sequence-that-looks-at-itself",
      "head-outputs/one-query-and-a-cache-of-five-keys",
    ],
    subProblem: "head-outputs",
    implementation: {
      headOutputs: (pattern: tf.Tensor4D, v: tf.Tensor4D, wO: tf.Tensor3D) =>
        headOutputs(pattern, v, wO).transpose([0, 2, 1, 3]),
    },
  },
  {
    name: "before-the-output-weights",
    teaches:
      "These are the mixed values, before wO: [batch, query, head, d]. wO takes them into the model's axis.",
    caughtBy: [
      "head-outputs/a-sequence-that-looks-at-itself",
      "head-outputs/one-query-and-a-cache-of-five-keys",
    ],
    subProblem: "head-outputs",
    implementation: {
      headOutputs: (pattern: tf.Tensor4D, v: tf.Tensor4D) =>
        einsum("b head query key, b key head d -> b query head d", pattern, v),
    },
  },
  {
    name: "whole-matrix-summed",
    teaches:
      "You added up every entry of the circuit. The trace has the token read and the token written under one name.",
    caughtBy: [
      "copying-scores/a-head-that-copies-and-one-that-does-the-opposite",
      "copying-scores/another-unembedding-than-the-embedding",
      "copying-scores/a-vocabulary-whose-square-would-not-fit",
    ],
    subProblem: "copying-scores",
    implementation: {
      copyingScores: (wE: tf.Tensor2D, wOV: tf.Tensor3D, wU: tf.Tensor2D) =>
        einsum("read in, head in out, out write -> head", wE, wOV, wU),
    },
  },
  {
    name: "circuit-transposed",
    teaches:
      "You read along the axis that wOV writes. Its axes are [head, in, out]: wE meets the first of the two.",
    caughtBy: ["copying-scores/another-unembedding-than-the-embedding"],
    subProblem: "copying-scores",
    implementation: {
      copyingScores: (wE: tf.Tensor2D, wOV: tf.Tensor3D, wU: tf.Tensor2D) =>
        copyingScores(wE, wOV.transpose([0, 2, 1]) as tf.Tensor3D, wU),
    },
  },
  {
    name: "embeddings-left-out",
    teaches:
      "This is the trace of wOV alone. Between token and token there are the embedding and the unembedding.",
    caughtBy: [
      "copying-scores/a-head-that-copies-and-one-that-does-the-opposite",
      "copying-scores/another-unembedding-than-the-embedding",
    ],
    subProblem: "copying-scores",
    implementation: {
      copyingScores: (_wE: tf.Tensor2D, wOV: tf.Tensor3D) => einsum("head same same -> head", wOV),
    },
  },
  {
    name: "diagonal-not-summed",
    teaches:
      "You kept `token` on the right: this is the diagonal, one score for each token. The trace is its sum.",
    caughtBy: [
      "copying-scores/a-head-that-copies-and-one-that-does-the-opposite",
      "copying-scores/another-unembedding-than-the-embedding",
    ],
    subProblem: "copying-scores",
    implementation: {
      copyingScores: (wE: tf.Tensor2D, wOV: tf.Tensor3D, wU: tf.Tensor2D) =>
        einsum("token in, head in out, out token -> head token", wE, wOV, wU),
    },
  },
]);
