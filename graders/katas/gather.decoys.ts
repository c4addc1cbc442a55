import { decoys } from "arena/grader";
import { gather, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/gather/solution.ts";

const { pickLogits, logitDifference, lastReal, nextLogProbs } = Solution;

export default decoys<typeof Solution>([
  {
    name: "every-label-from-every-row",
    teaches:
      "You took all labels from each row, [batch, batch]. `tf.gather` does that; the gather of arena/tools picks row by row.",
    caughtBy: ["pick/two-rows-by-hand"],
    subProblem: "pick",
    implementation: {
      pickLogits: (logits: tf.Tensor2D, labels: tf.Tensor1D) => tf.gather(logits, labels, 1),
    },
  },
  {
    name: "still-a-column",
    teaches: "Your result is [batch, 1]. Squeeze the axis of length one.",
    caughtBy: ["pick/two-rows-by-hand", "pick/a-batch-of-one"],
    subProblem: "pick",
    implementation: {
      pickLogits: (logits: tf.Tensor2D, labels: tf.Tensor1D) => pickLogits(logits, labels).expandDims(1),
    },
  },
  {
    name: "everything-squeezed",
    teaches:
      "You squeezed every axis of length one, and with a batch of one the batch is gone. Name the axis.",
    caughtBy: ["pick/a-batch-of-one"],
    subProblem: "pick",
    implementation: {
      pickLogits: (logits: tf.Tensor2D, labels: tf.Tensor1D) => pickLogits(logits, labels).squeeze(),
    },
  },
  {
    name: "one-hot-times-infinity",
    teaches:
      "You multiplied with a one-hot table: 0 · -Infinity is NaN. A gather never touches the other entries.",
    caughtBy: ["pick/a-class-that-is-ruled-out"],
    subProblem: "pick",
    implementation: {
      pickLogits: (logits: tf.Tensor2D, labels: tf.Tensor1D) =>
        logits.mul(tf.oneHot(labels, logits.shape[1])).sum(1),
    },
  },
  {
    name: "wrong-minus-right",
    teaches: "You subtracted the right from the wrong: the sign is turned.",
    caughtBy: ["difference/three-sequences"],
    subProblem: "difference",
    implementation: {
      logitDifference: (logits: tf.Tensor3D, right: tf.Tensor1D, wrong: tf.Tensor1D) =>
        logitDifference(logits, wrong, right),
    },
  },
  {
    name: "first-position",
    teaches: "You read the first position. The last one says what comes next.",
    caughtBy: ["difference/three-sequences"],
    subProblem: "difference",
    implementation: {
      logitDifference: (logits: tf.Tensor3D, right: tf.Tensor1D, wrong: tf.Tensor1D) =>
        logitDifference(logits.reverse(1), right, wrong),
    },
  },
  {
    name: "averaged-over-positions",
    teaches: "You averaged over the positions. Only the last one is asked.",
    caughtBy: ["difference/three-sequences"],
    subProblem: "difference",
    implementation: {
      logitDifference: (logits: tf.Tensor3D, right: tf.Tensor1D, wrong: tf.Tensor1D) =>
        logitDifference(logits.mean(1, true), right, wrong),
    },
  },
  {
    name: "probabilities-compared",
    teaches: "You compared probabilities. Logits are compared as they are.",
    caughtBy: ["difference/three-sequences"],
    subProblem: "difference",
    implementation: {
      logitDifference: (logits: tf.Tensor3D, right: tf.Tensor1D, wrong: tf.Tensor1D) =>
        logitDifference(logits.softmax(), right, wrong),
    },
  },
  {
    name: "one-too-far",
    teaches:
      "You read position `length`, one too far: counting begins at 0. For a full sequence there is no such place.",
    caughtBy: ["last-real/lengths-that-differ", "last-real/one-sequence"],
    subProblem: "last-real",
    implementation: {
      lastReal: (resid: tf.Tensor3D, lengths: tf.Tensor1D) => {
        const wrapped = lengths.add(tf.scalar(1, "int32")).minimum(tf.scalar(resid.shape[1], "int32")); // [batch]
        return lastReal(resid, wrapped as tf.Tensor1D);
      },
    },
  },
  {
    name: "padding-read",
    teaches: "You read the last position of all, which is padding in the shorter sequences.",
    caughtBy: ["last-real/lengths-that-differ", "last-real/one-sequence"],
    subProblem: "last-real",
    implementation: {
      lastReal: (resid: tf.Tensor3D) => resid.slice([0, resid.shape[1] - 1]).squeeze([1]),
    },
  },
  {
    name: "axis-left",
    teaches: "You left the position axis, of length one, in: [batch, 1, model].",
    caughtBy: ["last-real/lengths-that-differ", "last-real/one-sequence"],
    subProblem: "last-real",
    implementation: {
      lastReal: (resid: tf.Tensor3D, lengths: tf.Tensor1D) => lastReal(resid, lengths).expandDims(1),
    },
  },
  {
    name: "first-feature-only",
    teaches: "You read one feature for all: the index must be as long as the model in its last axis.",
    caughtBy: ["last-real/lengths-that-differ", "last-real/one-sequence"],
    subProblem: "last-real",
    implementation: {
      lastReal: (resid: tf.Tensor3D, lengths: tf.Tensor1D) => lastReal(resid, lengths).slice([0, 0], [-1, 1]),
    },
  },
  {
    name: "not-shifted",
    teaches: "You scored each token by the logits at its own place. Position s predicts token s + 1.",
    caughtBy: ["next-token/two-sequences-of-five", "next-token/two-tokens-and-large-logits"],
    subProblem: "next-token",
    implementation: {
      nextLogProbs: (logits: tf.Tensor3D, tokens: tf.Tensor2D) =>
        nextLogProbs(
          logits
            .pad([
              [0, 0],
              [0, 1],
              [0, 0],
            ])
            .slice([0, 1]) as tf.Tensor3D,
          tokens,
        ),
    },
  },
  {
    name: "logits-not-log-probs",
    teaches: "You picked raw logits. A log-probability needs log softmax over the tokens first.",
    caughtBy: ["next-token/two-sequences-of-five", "next-token/two-tokens-and-large-logits"],
    subProblem: "next-token",
    implementation: {
      nextLogProbs: (logits: tf.Tensor3D, tokens: tf.Tensor2D) => {
        const next = tokens.slice([0, 1]).expandDims(-1); // [batch, position - 1, 1]
        return gather(logits.slice([0, 0, 0], [-1, logits.shape[1] - 1, -1]), -1, next).squeeze([-1]);
      },
    },
  },
  {
    name: "probabilities",
    teaches: "You gave probabilities. Asked is their logarithm.",
    caughtBy: ["next-token/two-sequences-of-five", "next-token/two-tokens-and-large-logits"],
    subProblem: "next-token",
    implementation: {
      nextLogProbs: (logits: tf.Tensor3D, tokens: tf.Tensor2D) => nextLogProbs(logits, tokens).exp(),
    },
  },
  {
    name: "sign-turned",
    teaches:
      "You turned the sign: this is the loss. The log-probability itself is asked, which is never above 0.",
    caughtBy: ["next-token/two-sequences-of-five", "next-token/two-tokens-and-large-logits"],
    subProblem: "next-token",
    implementation: {
      nextLogProbs: (logits: tf.Tensor3D, tokens: tf.Tensor2D) => nextLogProbs(logits, tokens).neg(),
    },
  },
]);
