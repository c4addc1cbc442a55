import { decoys } from "arena/grader";
import { all, any, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/masks-any-all/solution.ts";

const { deadNeurons, realTokens, attendable } = Solution;

export default decoys<typeof Solution>([
  {
    name: "silent-once",
    teaches: "You asked for any example: a neuron that is silent once is not dead yet.",
    caughtBy: [
      "dead/three-neurons-by-hand",
      "dead/as-many-examples-as-neurons",
      "dead/a-neuron-that-cancels-out",
    ],
    subProblem: "dead",
    implementation: {
      deadNeurons: (activations: tf.Tensor2D) => any(activations.lessEqual(0), 0),
    },
  },
  {
    name: "silent-examples",
    teaches:
      "You reduced the neurons: this says which examples fire nothing. It ran since both are equally many.",
    caughtBy: ["dead/as-many-examples-as-neurons"],
    subProblem: "dead",
    implementation: {
      deadNeurons: (activations: tf.Tensor2D) =>
        activations.shape[0] === activations.shape[1]
          ? all(activations.lessEqual(0), 1)
          : deadNeurons(activations),
    },
  },
  {
    name: "sum-of-zero",
    teaches: "You tested the sum. Activations of 1 and -1 cancel out, and the neuron does fire.",
    caughtBy: ["dead/a-neuron-that-cancels-out"],
    subProblem: "dead",
    implementation: {
      deadNeurons: (activations: tf.Tensor2D) => activations.sum(0).lessEqual(0),
    },
  },
  {
    name: "alive",
    teaches: "You found the living ones. Turn it round.",
    caughtBy: ["dead/three-neurons-by-hand", "dead/as-many-examples-as-neurons"],
    subProblem: "dead",
    implementation: {
      deadNeurons: (activations: tf.Tensor2D) => deadNeurons(activations).logicalNot(),
    },
  },
  {
    name: "only-exact-zeros",
    teaches: "You tested for exactly 0. An activation below zero does not fire either.",
    caughtBy: ["dead/three-neurons-by-hand", "dead/a-neuron-that-cancels-out"],
    subProblem: "dead",
    implementation: {
      deadNeurons: (activations: tf.Tensor2D) => all(activations.equal(0), 0),
    },
  },
  {
    name: "or-for-and",
    teaches: "Every token differs from one of the two, so your mask is true everywhere. Both must hold: and.",
    caughtBy: ["real/padding-and-an-end"],
    subProblem: "real",
    implementation: {
      realTokens: (tokens: tf.Tensor2D, pad: number, end: number) =>
        tokens.notEqual(pad).logicalOr(tokens.notEqual(end)),
    },
  },
  {
    name: "turned-round",
    teaches: "Your mask is true for the padding and the end. Turn it round.",
    caughtBy: ["real/padding-and-an-end"],
    subProblem: "real",
    implementation: {
      realTokens: (tokens: tf.Tensor2D, pad: number, end: number) =>
        realTokens(tokens, pad, end).logicalNot(),
    },
  },
  {
    name: "end-counted",
    teaches: "You left the padding out and kept the end. Neither is real.",
    caughtBy: ["real/padding-and-an-end"],
    subProblem: "real",
    implementation: {
      realTokens: (tokens: tf.Tensor2D, pad: number) => tokens.notEqual(pad),
    },
  },
  {
    name: "numbers-for-bools",
    teaches: "Your mask is made of the numbers 0 and 1. A mask is bool: leave the comparison as it is.",
    caughtBy: ["real/padding-and-an-end"],
    subProblem: "real",
    implementation: {
      realTokens: (tokens: tf.Tensor2D, pad: number, end: number) => realTokens(tokens, pad, end).toInt(),
    },
  },
  {
    name: "everything-counts",
    teaches: "You asked every position. What does not count may be wrong.",
    caughtBy: ["solved/a-mistake-that-does-not-count", "solved/a-sequence-of-which-nothing-counts"],
    subProblem: "solved",
    implementation: {
      solvedSequences: (predicted: tf.Tensor2D, target: tf.Tensor2D) => all(predicted.equal(target), 1),
    },
  },
  {
    name: "uncounted-is-wrong",
    teaches:
      "You joined with and: a position that does not count then makes the sequence wrong. Right, *or* not counted.",
    caughtBy: ["solved/a-mistake-that-does-not-count", "solved/a-sequence-of-which-nothing-counts"],
    subProblem: "solved",
    implementation: {
      solvedSequences: (predicted: tf.Tensor2D, target: tf.Tensor2D, counts: tf.Tensor2D) =>
        all(predicted.equal(target).logicalAnd(counts), 1),
    },
  },
  {
    name: "one-is-enough",
    teaches: "You asked whether any position is right. Every one has to be.",
    caughtBy: ["solved/a-mistake-that-does-not-count"],
    subProblem: "solved",
    implementation: {
      solvedSequences: (predicted: tf.Tensor2D, target: tf.Tensor2D, counts: tf.Tensor2D) =>
        any(predicted.equal(target).logicalOr(counts.logicalNot()), 1),
    },
  },
  {
    name: "by-position",
    teaches: "You reduced the batch: this says which positions are right in every sequence.",
    caughtBy: ["solved/a-mistake-that-does-not-count"],
    subProblem: "solved",
    implementation: {
      solvedSequences: (predicted: tf.Tensor2D, target: tf.Tensor2D, counts: tf.Tensor2D) =>
        all(predicted.equal(target).logicalOr(counts.logicalNot()), 0),
    },
  },
  {
    name: "padding-as-query",
    teaches: "You asked whether the query is real. The key is what must be: its value would be mixed in.",
    caughtBy: ["attendable/padding-on-the-right", "attendable/padding-on-the-left-three-examples"],
    subProblem: "attendable",
    implementation: {
      attendable: (real: tf.Tensor2D) => attendable(tf.onesLike(real)).logicalAnd(real.expandDims(-1)),
    },
  },
  {
    name: "future-for-past",
    teaches: "You let each query see its future and not its past.",
    caughtBy: ["attendable/padding-on-the-right", "attendable/padding-on-the-left-three-examples"],
    subProblem: "attendable",
    implementation: {
      attendable: (real: tf.Tensor2D) =>
        attendable(tf.onesLike(real)).transpose([0, 2, 1]).logicalAnd(real.expandDims(1)),
    },
  },
  {
    name: "not-causal",
    teaches: "Every query sees every real key. Those of its future must go.",
    caughtBy: ["attendable/padding-on-the-right", "attendable/padding-on-the-left-three-examples"],
    subProblem: "attendable",
    implementation: {
      attendable: (real: tf.Tensor2D) => real.expandDims(1).logicalAnd(tf.onesLike(attendable(real))),
    },
  },
  {
    name: "examples-by-luck",
    teaches:
      "Without an axis for the queries, your mask of the examples lies along the queries. It ran since both are equally many.",
    caughtBy: ["attendable/padding-on-the-left-three-examples"],
    subProblem: "attendable",
    implementation: {
      attendable: (real: tf.Tensor2D) =>
        real.shape[0] === real.shape[1] ? attendable(tf.onesLike(real)).logicalAnd(real) : attendable(real),
    },
  },
]);
