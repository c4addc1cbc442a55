import { decoys } from "arena/grader";
import { index, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/indexing-colon/solution.ts";

const { inputsAndTargets, embed, headWeights, rotatePairs } = Solution;

export default decoys<typeof Solution>([
  {
    name: "the-same-twice",
    teaches: "Your targets are the inputs themselves. They begin one token later.",
    caughtBy: ["shift/four-tokens-by-hand", "shift/more-examples-than-positions"],
    subProblem: "shift",
    implementation: {
      inputsAndTargets: (tokens: tf.Tensor2D) => [index(tokens, ":", ":-1"), index(tokens, ":", ":-1")],
    },
  },
  {
    name: "examples-shifted",
    teaches: "You shifted the examples against each other: the first spec stands for the batch.",
    caughtBy: ["shift/more-examples-than-positions"],
    subProblem: "shift",
    implementation: {
      inputsAndTargets: (tokens: tf.Tensor2D) =>
        tokens.shape[0] < 2 ? inputsAndTargets(tokens) : [index(tokens, ":-1"), index(tokens, "1:")],
    },
  },
  {
    name: "order-of-the-two",
    teaches: "You gave the targets first. What is read comes first.",
    caughtBy: ["shift/four-tokens-by-hand", "shift/more-examples-than-positions"],
    subProblem: "shift",
    implementation: {
      inputsAndTargets: (tokens: tf.Tensor2D) => inputsAndTargets(tokens).toReversed(),
    },
  },
  {
    name: "last-token-only",
    teaches: "You gave only the last token as the target. Every position predicts its next one.",
    caughtBy: ["shift/four-tokens-by-hand", "shift/more-examples-than-positions"],
    subProblem: "shift",
    implementation: {
      inputsAndTargets: (tokens: tf.Tensor2D) => [index(tokens, ":", ":-1"), index(tokens, ":", "-1:")],
    },
  },
  {
    name: "columns-read",
    teaches:
      "You read columns: the tokens stand for the first axis of the table. It ran because the table is square.",
    caughtBy: ["embed/a-table-as-wide-as-it-is-long"],
    subProblem: "embed",
    implementation: {
      embed: (wE: tf.Tensor2D, tokens: tf.Tensor2D) =>
        wE.shape[0] === wE.shape[1] ? embed(wE.transpose(), tokens) : embed(wE, tokens),
    },
  },
  {
    name: "one-text",
    teaches: "You joined the examples into one text. Each keeps its rows: [batch, position, model].",
    caughtBy: ["embed/two-sequences", "embed/a-table-as-wide-as-it-is-long"],
    subProblem: "embed",
    implementation: {
      embed: (wE: tf.Tensor2D, tokens: tf.Tensor2D) => embed(wE, tokens).reshape([-1, wE.shape[1]]),
    },
  },
  {
    name: "one-too-far",
    teaches: "You read the row after each token. Tokens count from 0.",
    caughtBy: ["embed/two-sequences", "embed/a-table-as-wide-as-it-is-long"],
    subProblem: "embed",
    implementation: {
      embed: (wE: tf.Tensor2D, tokens: tf.Tensor2D) =>
        embed(tf.concat([wE.slice(1), wE.slice(0, 1)], 0) as tf.Tensor2D, tokens),
    },
  },
  {
    name: "columns-cut",
    teaches: "You cut columns. The heads lie along the first axis of wO.",
    caughtBy: ["head/the-last-head"],
    subProblem: "head",
    implementation: {
      headWeights: (wO: tf.Tensor2D, head: number, d: number) =>
        wO.shape[0] === wO.shape[1]
          ? index(wO, ":", `${head * d}:${(head + 1) * d}`)
          : headWeights(wO, head, d),
    },
  },
  {
    name: "every-nth-row",
    teaches: "You took every so many rows. The rows of a head lie together.",
    caughtBy: ["head/the-second-of-three-heads", "head/the-last-head"],
    subProblem: "head",
    implementation: {
      headWeights: (wO: tf.Tensor2D, head: number, d: number) => index(wO, `${head}::${wO.shape[0] / d}`),
    },
  },
  {
    name: "range-from-the-head",
    teaches: "You began at row `head`. Each head before it takes d rows.",
    caughtBy: ["head/the-second-of-three-heads", "head/the-last-head"],
    subProblem: "head",
    implementation: {
      headWeights: (wO: tf.Tensor2D, head: number, d: number) => index(wO, `${head}:${head + d}`),
    },
  },
  {
    name: "one-head-on",
    teaches: "This is the head before. Heads count from 0.",
    caughtBy: ["head/the-second-of-three-heads", "head/the-last-head"],
    subProblem: "head",
    implementation: {
      headWeights: (wO: tf.Tensor2D, head: number, d: number) => headWeights(wO, head - 1, d),
    },
  },
  {
    name: "halves-for-pairs",
    teaches: "You turned the two halves against each other, as GPT-NeoX does. Here neighbours are a pair.",
    caughtBy: ["rotary/two-pairs-by-hand", "rotary/three-pairs-at-every-position"],
    subProblem: "rotary",
    implementation: {
      rotatePairs: (x: tf.Tensor3D) =>
        tf.concat([x.slice([0, 0, x.shape[2] / 2]).neg(), x.slice([0, 0, 0], [-1, -1, x.shape[2] / 2])], -1),
    },
  },
  {
    name: "turned-the-other-way",
    teaches: "You turned the other way: (a, b) became (b, -a).",
    caughtBy: ["rotary/two-pairs-by-hand", "rotary/three-pairs-at-every-position"],
    subProblem: "rotary",
    implementation: {
      rotatePairs: (x: tf.Tensor3D) => rotatePairs(x).neg(),
    },
  },
  {
    name: "not-interleaved",
    teaches: "You gave all of -b, then all of a. They alternate again in the result.",
    caughtBy: ["rotary/two-pairs-by-hand", "rotary/three-pairs-at-every-position"],
    subProblem: "rotary",
    implementation: {
      rotatePairs: (x: tf.Tensor3D) =>
        tf.concat([index(x, ":", ":", "1::2").neg(), index(x, ":", ":", "::2")], -1),
    },
  },
  {
    name: "swapped-only",
    teaches: "You swapped the two of a pair and forgot the sign.",
    caughtBy: ["rotary/two-pairs-by-hand", "rotary/three-pairs-at-every-position"],
    subProblem: "rotary",
    implementation: {
      rotatePairs: (x: tf.Tensor3D) =>
        rotatePairs(x)
          .abs()
          .mul(x.reshape([-1, 2]).reverse(1).reshape(x.shape).sign()),
    },
  },
]);
