import { decoys } from "arena/grader";
import { tf } from "arena/tools";
import * as Solution from "../../exercises/katas/max-vs-maximum/solution.ts";

const { atLeast, strongestEver } = Solution;

export default decoys<typeof Solution>([
  {
    name: "ceiling",
    teaches: "You took the smaller of the two: that is a ceiling.",
    caughtBy: ["floor/a-floor-for-each-feature", "floor/as-many-examples-as-features"],
    subProblem: "floor",
    implementation: {
      atLeast: (x: tf.Tensor2D, floor: tf.Tensor1D) => tf.minimum(x, floor),
    },
  },
  {
    name: "floor-by-example",
    teaches: "Your floor lies over the examples. It ran since there are as many as features.",
    caughtBy: ["floor/as-many-examples-as-features"],
    subProblem: "floor",
    implementation: {
      atLeast: (x: tf.Tensor2D, floor: tf.Tensor1D) =>
        x.shape[0] === x.shape[1] ? tf.maximum(x, floor.expandDims(1)) : atLeast(x, floor),
    },
  },
  {
    name: "one-floor-for-all",
    teaches: "You used the highest floor for every feature: `max` found one number.",
    caughtBy: ["floor/a-floor-for-each-feature", "floor/as-many-examples-as-features"],
    subProblem: "floor",
    implementation: {
      atLeast: (x: tf.Tensor2D, floor: tf.Tensor1D) => tf.maximum(x, floor.max()),
    },
  },
  {
    name: "cut-to-the-sign",
    teaches: "You let nothing fall below 0. Each feature has a floor of its own.",
    caughtBy: ["floor/a-floor-for-each-feature", "floor/as-many-examples-as-features"],
    subProblem: "floor",
    implementation: {
      atLeast: (x: tf.Tensor2D) => x.relu(),
    },
  },
  {
    name: "overflows",
    teaches: "You took exp of the scores as they are. exp(1000) is Infinity, and Infinity by Infinity NaN.",
    caughtBy: ["softmax/one-row-far-above-the-other"],
    subProblem: "softmax",
    implementation: {
      safeSoftmax: (scores: tf.Tensor) => scores.exp().div(scores.exp().sum(-1, true)),
    },
  },
  {
    name: "largest-of-all",
    teaches: "You took away the largest of all scores. A row far below it comes to 0 by 0.",
    caughtBy: ["softmax/two-rows-a-long-way-apart"],
    subProblem: "softmax",
    implementation: {
      safeSoftmax: (scores: tf.Tensor) =>
        scores.sub(scores.max()).exp().div(scores.sub(scores.max()).exp().sum(-1, true)),
    },
  },
  {
    name: "first-axis",
    teaches: "Your rows run along the first axis. Softmax goes along the last.",
    caughtBy: ["softmax/rows-of-a-pattern"],
    subProblem: "softmax",
    implementation: {
      safeSoftmax: (scores: tf.Tensor) => scores.exp().div(scores.exp().sum(0, true)).mul(1),
    },
  },
  {
    name: "not-divided",
    teaches: "You did not divide by the sum of the row.",
    caughtBy: ["softmax/rows-of-a-pattern", "softmax/one-row-far-above-the-other"],
    subProblem: "softmax",
    implementation: {
      safeSoftmax: (scores: tf.Tensor) => scores.sub(scores.max(-1, true)).exp(),
    },
  },
  {
    name: "mean-subtracted",
    teaches: "You took the mean away, not the largest. A row with -Infinity in it has no mean.",
    caughtBy: ["softmax/a-future-that-is-ruled-out"],
    subProblem: "softmax",
    implementation: {
      safeSoftmax: (scores: tf.Tensor) => {
        const grown = scores.sub(scores.mean(-1, true)).exp(); // [..., key]
        return grown.div(grown.sum(-1, true));
      },
    },
  },
  {
    name: "last-batch-only",
    teaches: "You gave the largest of the last batch. Compare it with what was known before.",
    caughtBy: ["running/batches-of-several-lengths", "running/nothing-above-zero"],
    subProblem: "running",
    implementation: {
      strongestEver: (batches: tf.Tensor2D[]) => strongestEver(batches.slice(-1)),
    },
  },
  {
    name: "one-number",
    teaches: "You searched the features too: one number for all. Each feature keeps its own.",
    caughtBy: ["running/batches-of-several-lengths", "running/nothing-above-zero"],
    subProblem: "running",
    implementation: {
      strongestEver: (batches: tf.Tensor2D[]) => strongestEver(batches).max(),
    },
  },
  {
    name: "started-at-zero",
    teaches:
      "Your search starts at 0: a feature that never gets there seems to. Start at -Infinity, or with the first batch.",
    caughtBy: ["running/nothing-above-zero"],
    subProblem: "running",
    implementation: {
      strongestEver: (batches: tf.Tensor2D[]) => strongestEver(batches).relu(),
    },
  },
  {
    name: "batches-summed",
    teaches: "You added the largest of the batches up. They are compared.",
    caughtBy: ["running/batches-of-several-lengths", "running/nothing-above-zero"],
    subProblem: "running",
    implementation: {
      strongestEver: (batches: tf.Tensor2D[]) => tf.addN(batches.map((batch) => batch.max(0))),
    },
  },
  {
    name: "right-one-searched-too",
    teaches: "You searched all classes for the best, the right one among them. Leave it out.",
    caughtBy: ["hinge/two-examples-by-hand", "hinge/four-classes"],
    subProblem: "hinge",
    implementation: {
      hingeLoss: (scores: tf.Tensor2D, labels: tf.Tensor1D) => {
        const right = scores.mul(tf.oneHot(labels, scores.shape[1])).sum(1); // [batch]
        return tf.maximum(scores.max(1).sub(right).add(1), 0);
      },
    },
  },
  {
    name: "right-one-as-zero",
    teaches:
      "You put 0 for the right class before the search, and 0 beats every negative score. -Infinity never wins.",
    caughtBy: ["hinge/four-classes"],
    subProblem: "hinge",
    implementation: {
      hingeLoss: (scores: tf.Tensor2D, labels: tf.Tensor1D) => {
        const isRight = tf.oneHot(labels, scores.shape[1]); // [batch, class]
        const wrong = scores.mul(tf.sub(1, isRight)).max(1); // [batch]
        return tf.maximum(wrong.sub(scores.mul(isRight).sum(1)).add(1), 0);
      },
    },
  },
  {
    name: "below-zero",
    teaches: "Your loss falls below 0 where the right class leads by more than 1. There it is 0.",
    caughtBy: ["hinge/two-examples-by-hand"],
    subProblem: "hinge",
    implementation: {
      hingeLoss: (scores: tf.Tensor2D, labels: tf.Tensor1D) => {
        const isRight = tf.oneHot(labels, scores.shape[1]); // [batch, class]
        const right = scores.mul(isRight).sum(1); // [batch]
        return scores.sub(isRight.mul(1e9)).max(1).sub(right).add(1);
      },
    },
  },
  {
    name: "no-margin",
    teaches: "You left the margin of 1 out.",
    caughtBy: ["hinge/two-examples-by-hand", "hinge/four-classes"],
    subProblem: "hinge",
    implementation: {
      hingeLoss: (scores: tf.Tensor2D, labels: tf.Tensor1D) => {
        const isRight = tf.oneHot(labels, scores.shape[1]); // [batch, class]
        const right = scores.mul(isRight).sum(1); // [batch]
        return tf.maximum(scores.sub(isRight.mul(1e9)).max(1).sub(right), 0);
      },
    },
  },
  {
    name: "every-wrong-class",
    teaches: "You added up over every wrong class. Only the best of them counts.",
    caughtBy: ["hinge/four-classes"],
    subProblem: "hinge",
    implementation: {
      hingeLoss: (scores: tf.Tensor2D, labels: tf.Tensor1D) => {
        const isRight = tf.oneHot(labels, scores.shape[1]); // [batch, class]
        const right = scores.mul(isRight).sum(1, true); // [batch, 1]
        return tf.maximum(scores.sub(right).add(1), 0).mul(tf.sub(1, isRight)).sum(1);
      },
    },
  },
]);
