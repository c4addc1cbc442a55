import { decoys } from "arena/grader";
import { arange, index, roll, type tf } from "arena/tools";
import * as Solution from "../../exercises/katas/indexing-ellipsis/solution.ts";

const { lastPosition, gated, previousTokenScore } = Solution;

export default decoys<typeof Solution>([
  {
    name: "axis-kept",
    teaches: "You kept the axis of positions, of length one. A number takes it out; a range keeps it.",
    caughtBy: ["last/a-batch", "last/one-example", "last/two-axes-in-front"],
    subProblem: "last",
    implementation: {
      lastPosition: (logits: tf.Tensor) => index(logits, "...", "-1:", ":"),
    },
  },
  {
    name: "second-axis",
    teaches: "You took the last of the second axis, which is the position only with one axis in front.",
    caughtBy: ["last/two-axes-in-front"],
    subProblem: "last",
    implementation: {
      lastPosition: (logits: tf.Tensor) =>
        logits.rank === 4 ? index(logits, ":", -1) : lastPosition(logits),
    },
  },
  {
    name: "last-token",
    teaches: "You took the last token of the vocabulary. The position is the axis before.",
    caughtBy: ["last/a-batch", "last/one-example", "last/two-axes-in-front"],
    subProblem: "last",
    implementation: {
      lastPosition: (logits: tf.Tensor) => index(logits, "...", -1),
    },
  },
  {
    name: "first-position",
    teaches: "You took the first position.",
    caughtBy: ["last/a-batch", "last/one-example", "last/two-axes-in-front"],
    subProblem: "last",
    implementation: {
      lastPosition: (logits: tf.Tensor) => index(logits, "...", 0, ":"),
    },
  },
  {
    name: "not-scaled",
    teaches: "You cut the key out and left it at that: the rows no longer sum to 1.",
    caughtBy: ["rest/every-head-of-a-batch", "rest/one-head-by-hand"],
    subProblem: "rest",
    implementation: {
      withoutFirstKey: (pattern: tf.Tensor) => index(pattern, "...", "1:"),
    },
  },
  {
    name: "query-cut",
    teaches: "You cut the first query out. The keys are the last axis.",
    caughtBy: ["rest/every-head-of-a-batch", "rest/one-head-by-hand"],
    subProblem: "rest",
    implementation: {
      withoutFirstKey: (pattern: tf.Tensor) => index(pattern, "...", "1:", ":"),
    },
  },
  {
    name: "softmax-again",
    teaches: "You put a softmax over what is left: it bends the weights. A division keeps their proportions.",
    caughtBy: ["rest/every-head-of-a-batch", "rest/one-head-by-hand"],
    subProblem: "rest",
    implementation: {
      withoutFirstKey: (pattern: tf.Tensor) => index(pattern, "...", "1:").softmax(),
    },
  },
  {
    name: "scaled-over-everything",
    teaches: "You divided by the sum over everything. Each row sums to 1 by itself.",
    caughtBy: ["rest/every-head-of-a-batch", "rest/one-head-by-hand"],
    subProblem: "rest",
    implementation: {
      withoutFirstKey: (pattern: tf.Tensor) =>
        index(pattern, "...", "1:").div(index(pattern, "...", "1:").sum()),
    },
  },
  {
    name: "halves-swapped",
    teaches: "You put the first half through the sigmoid. The second half is the gate.",
    caughtBy: ["gate/features-of-a-batch", "gate/one-row"],
    subProblem: "gate",
    implementation: {
      gated: (x: tf.Tensor) => gated(roll(x, (x.shape.at(-1) ?? 0) / 2, -1)),
    },
  },
  {
    name: "every-other-feature",
    teaches: "You took every other feature for the gate. The halves lie one behind the other.",
    caughtBy: ["gate/features-of-a-batch", "gate/one-row"],
    subProblem: "gate",
    implementation: {
      gated: (x: tf.Tensor) => index(x, "...", "::2").mul(index(x, "...", "1::2").sigmoid()),
    },
  },
  {
    name: "gate-without-sigmoid",
    teaches: "You multiplied the halves as they are. The gate goes through a sigmoid.",
    caughtBy: ["gate/features-of-a-batch", "gate/one-row"],
    subProblem: "gate",
    implementation: {
      gated: (x: tf.Tensor) =>
        index(x, "...", `:${(x.shape.at(-1) ?? 0) / 2}`).mul(
          index(x, "...", `${(x.shape.at(-1) ?? 0) / 2}:`),
        ),
    },
  },
  {
    name: "the-diagonal",
    teaches: "You read the diagonal: attention of each position to itself.",
    caughtBy: ["previous/one-head-by-hand", "previous/every-head-of-a-batch"],
    subProblem: "previous",
    implementation: {
      previousTokenScore: (pattern: tf.Tensor) =>
        index(pattern, "...", arange(pattern.shape.at(-1) ?? 0), arange(pattern.shape.at(-1) ?? 0)).mean(-1),
    },
  },
  {
    name: "the-next-token",
    teaches: "You read the line above the diagonal: attention to the token that comes next.",
    caughtBy: ["previous/one-head-by-hand", "previous/every-head-of-a-batch"],
    subProblem: "previous",
    implementation: {
      previousTokenScore: (pattern: tf.Tensor) =>
        index(
          pattern,
          "...",
          arange((pattern.shape.at(-1) ?? 0) - 1),
          arange(1, pattern.shape.at(-1) ?? 0),
        ).mean(-1),
    },
  },
  {
    name: "first-query-counted",
    teaches: "You divided by all queries. The first one has nothing before it and does not count.",
    caughtBy: ["previous/one-head-by-hand", "previous/every-head-of-a-batch"],
    subProblem: "previous",
    implementation: {
      previousTokenScore: (pattern: tf.Tensor) =>
        previousTokenScore(pattern).mul(((pattern.shape.at(-1) ?? 0) - 1) / (pattern.shape.at(-1) ?? 0)),
    },
  },
  {
    name: "averaged-over-everything",
    teaches: "You averaged over the heads and examples as well. Each head has a score of its own.",
    caughtBy: ["previous/every-head-of-a-batch"],
    subProblem: "previous",
    implementation: {
      previousTokenScore: (pattern: tf.Tensor) => previousTokenScore(pattern).mean(),
    },
  },
]);
