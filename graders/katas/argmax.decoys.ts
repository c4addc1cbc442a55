import { decoys } from "arena/grader";
import { einsum, index, stack, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/argmax/solution.ts";

const { bestEpoch, attendedTokens, strongestPairs, nextTokenAccuracy } = Solution;

/** A bool tensor's share of true. */
const share = (hits: tf.Tensor) => hits.toFloat().mean();
const guessesOf = (logits: tf.Tensor3D) => index(logits, ":", ":-1").argMax(-1); // [batch, position - 1]
const nextOf = (tokens: tf.Tensor2D) => index(tokens, ":", "1:"); // [batch, position - 1]

export default decoys<typeof Solution>([
  {
    name: "first-position",
    teaches: "You read the first position. The last one says what comes next.",
    caughtBy: ["next/two-prompts-by-hand", "next/as-many-prompts-as-tokens"],
    subProblem: "next",
    implementation: { greedyNext: (logits: tf.Tensor3D) => index(logits, ":", 0).argMax(-1) },
  },
  {
    name: "every-position",
    teaches: "You chose a token at every position, [batch, position]. Take the last position first.",
    caughtBy: ["next/two-prompts-by-hand", "next/one-prompt-of-one-token"],
    subProblem: "next",
    implementation: { greedyNext: (logits: tf.Tensor3D) => logits.argMax(-1) },
  },
  {
    name: "no-axis",
    teaches:
      "Without an axis `argMax` looks along axis 0: for each token the prompt that likes it best. Look along the tokens, the last axis.",
    caughtBy: ["next/two-prompts-by-hand", "next/as-many-prompts-as-tokens"],
    subProblem: "next",
    implementation: { greedyNext: (logits: tf.Tensor3D) => index(logits, ":", -1).argMax() },
  },
  {
    name: "largest-logit",
    teaches: "You gave the largest logit, which says how much. `argMax` says where: which token it is.",
    caughtBy: ["next/two-prompts-by-hand", "next/one-prompt-of-one-token"],
    subProblem: "next",
    implementation: { greedyNext: (logits: tf.Tensor3D) => index(logits, ":", -1).max(-1) },
  },
  {
    name: "loss-for-epoch",
    teaches: "You gave the lowest loss. Asked is the epoch that has it.",
    caughtBy: ["epoch/four-epochs-by-hand", "epoch/an-epoch-that-broke-down"],
    subProblem: "epoch",
    implementation: { bestEpoch: (losses: number[]) => losses[bestEpoch(losses)] },
  },
  {
    name: "last-of-equals",
    teaches: "Of equal losses you took the last epoch. Take the first: lower, not lower or equal.",
    caughtBy: ["epoch/four-epochs-by-hand"],
    subProblem: "epoch",
    implementation: {
      bestEpoch: (losses: number[]) => losses.lastIndexOf(losses[bestEpoch(losses)] ?? Number.NaN),
    },
  },
  {
    name: "nan-is-the-minimum",
    teaches:
      "`Math.min` gives NaN if one of its numbers is NaN, and `indexOf` finds no NaN: you got -1. Leave those epochs out.",
    caughtBy: ["epoch/an-epoch-that-broke-down", "epoch/the-first-epoch-broke-down"],
    subProblem: "epoch",
    implementation: { bestEpoch: (losses: number[]) => losses.indexOf(Math.min(...losses)) },
  },
  {
    name: "places-among-the-rest",
    teaches:
      "You took the epochs with NaN out of the array, and then counted places in what was left. Look the loss up in the whole array.",
    caughtBy: ["epoch/an-epoch-that-broke-down", "epoch/the-first-epoch-broke-down"],
    subProblem: "epoch",
    implementation: {
      bestEpoch: (losses: number[]) => bestEpoch(losses.filter((loss) => !Number.isNaN(loss))),
    },
  },
  {
    name: "stuck-at-the-first",
    teaches:
      "Your best epoch begins as epoch 0. If its loss is NaN, nothing is ever lower than it. Begin with no epoch.",
    caughtBy: ["epoch/the-first-epoch-broke-down", "epoch/hardly-a-loss-and-none"],
    subProblem: "epoch",
    implementation: {
      bestEpoch: (losses: number[]) =>
        losses.reduce((best, loss, epoch) => (loss < (losses[best] ?? Number.NaN) ? epoch : best), 0),
    },
  },
  {
    name: "places-not-tokens",
    teaches: "You gave the places of the keys. Look up which token stands at each.",
    caughtBy: ["attended/two-heads-by-hand", "attended/more-keys-than-queries"],
    subProblem: "attended",
    implementation: { attendedTokens: (pattern: tf.Tensor3D) => pattern.argMax(-1) },
  },
  {
    name: "over-the-queries",
    teaches: "You looked along the queries: who attends most to each key? Keys are the last axis.",
    caughtBy: ["attended/two-heads-by-hand", "attended/more-keys-than-queries"],
    subProblem: "attended",
    implementation: {
      attendedTokens: (pattern: tf.Tensor3D, tokens: tf.Tensor1D) =>
        attendedTokens(pattern.transpose([0, 2, 1]), tokens),
    },
  },
  {
    name: "mixed-tokens",
    teaches:
      "You averaged the numbers of the tokens by their weights. A token's number is a name: between 7 and 9 is no 8. Choose one.",
    caughtBy: ["attended/two-heads-by-hand", "attended/more-keys-than-queries"],
    subProblem: "attended",
    implementation: {
      attendedTokens: (pattern: tf.Tensor3D, tokens: tf.Tensor1D) =>
        einsum("h q k, k -> h q", pattern, tokens.toFloat()),
    },
  },
  {
    name: "flat-place",
    teaches: "You gave one place in the flattened table. Take it apart into a query and a key.",
    caughtBy: ["pair/two-heads-by-hand", "pair/more-keys-than-queries", "pair/one-query"],
    subProblem: "pair",
    implementation: {
      strongestPairs: (scores: tf.Tensor3D) => scores.reshape([scores.shape[0], -1]).argMax(-1),
    },
  },
  {
    name: "key-before-query",
    teaches: "You gave the key first. The query comes first, as in the axes.",
    caughtBy: ["pair/two-heads-by-hand", "pair/more-keys-than-queries"],
    subProblem: "pair",
    implementation: { strongestPairs: (scores: tf.Tensor3D) => strongestPairs(scores).reverse(1) },
  },
  {
    name: "rows-of-the-wrong-length",
    teaches:
      "You divided by the number of queries. A row of the table is as long as there are keys; it went well while both were equal.",
    caughtBy: ["pair/more-keys-than-queries", "pair/one-query"],
    subProblem: "pair",
    implementation: {
      strongestPairs: (scores: tf.Tensor3D) => {
        const flat = scores.reshape([scores.shape[0], -1]).argMax(-1); // [head]
        const width = tf.scalar(scores.shape[1], "int32"); // []
        return stack([flat.floorDiv(width), flat.mod(width)], 1);
      },
    },
  },
  {
    name: "query-and-key-apart",
    teaches:
      "You added the scores up, and looked for the best query and the best key each by itself. They need not meet: look at all pairs at once.",
    caughtBy: ["pair/two-heads-by-hand"],
    subProblem: "pair",
    implementation: {
      strongestPairs: (scores: tf.Tensor3D) => stack([scores.sum(2).argMax(-1), scores.sum(1).argMax(-1)], 1),
    },
  },
  {
    name: "not-shifted",
    teaches:
      "You compared each guess with the token at its own place, which the model has just read. The guess at position s is about token s + 1.",
    caughtBy: ["accuracy/two-sequences-by-hand", "accuracy/padding-some-of-it-guessed"],
    subProblem: "accuracy",
    implementation: {
      nextTokenAccuracy: (logits: tf.Tensor3D, tokens: tf.Tensor2D) => share(logits.argMax(-1).equal(tokens)),
    },
  },
  {
    name: "padding-asked",
    teaches: "You asked for the padding too. Where the next token is `pad`, nothing counts.",
    caughtBy: ["accuracy/padding-some-of-it-guessed"],
    subProblem: "accuracy",
    implementation: {
      nextTokenAccuracy: (logits: tf.Tensor3D, tokens: tf.Tensor2D) =>
        share(guessesOf(logits).equal(nextOf(tokens))),
    },
  },
  {
    name: "padding-in-the-count",
    teaches:
      "Padding is no hit with you, but you still divide by the number of all places. Divide by those that count.",
    caughtBy: ["accuracy/padding-some-of-it-guessed"],
    subProblem: "accuracy",
    implementation: {
      nextTokenAccuracy: (logits: tf.Tensor3D, tokens: tf.Tensor2D, pad: number) =>
        share(guessesOf(logits).equal(nextOf(tokens)).logicalAnd(nextOf(tokens).notEqual(pad))),
    },
  },
  {
    name: "mean-of-sequences",
    teaches:
      "You averaged the accuracies of the sequences, so that a token of a short one counts more. Count over all sequences, and divide once.",
    caughtBy: ["accuracy/padding-some-of-it-guessed"],
    subProblem: "accuracy",
    implementation: {
      nextTokenAccuracy: (logits: tf.Tensor3D, tokens: tf.Tensor2D, pad: number) => {
        const asked = nextOf(tokens).notEqual(pad); // [batch, position - 1]
        const hits = guessesOf(logits).equal(nextOf(tokens)).logicalAnd(asked); // [batch, position - 1]
        return hits.toFloat().sum(1).div(asked.toFloat().sum(1)).mean();
      },
    },
  },
  {
    name: "whole-number-division",
    teaches: "You divided two whole numbers, which gives a whole number: 0. Make them float32 first.",
    caughtBy: ["accuracy/two-sequences-by-hand", "accuracy/padding-some-of-it-guessed"],
    subProblem: "accuracy",
    implementation: {
      nextTokenAccuracy: (logits: tf.Tensor3D, tokens: tf.Tensor2D, pad: number) =>
        nextTokenAccuracy(logits, tokens, pad).floor().toInt(),
    },
  },
]);
