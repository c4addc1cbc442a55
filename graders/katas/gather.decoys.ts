import { decoys } from "arena/grader";
import { gather, index, tf, unsqueeze } from "arena/tools";
import type * as Solution from "../../exercises/katas/gather/solution.ts";

/** From each row of `table` [batch, class] the entry of its label: [batch]. */
const picked = (table: tf.Tensor, labels: tf.Tensor) => gather(table, 1, unsqueeze(labels, 1)).squeeze([1]);

/** The same with a position axis: [batch, position]. */
const pickedAt = (table: tf.Tensor, tokens: tf.Tensor) => gather(table, 2, unsqueeze(tokens, 2)).squeeze([2]);

export default decoys<typeof Solution>([
  {
    name: "columns-of-the-table",
    teaches: "You look the tokens up along axis 1, the model's. A token is a *row*: axis 0.",
    caughtBy: ["rows/as-many-tokens-as-numbers-in-a-row"],
    subProblem: "rows",
    implementation: {
      rowsOf: (table, tokens) => tf.gather(table.transpose(), tokens),
    },
  },
  {
    name: "positions-in-one-row",
    teaches:
      "Your result has no batch axis any more: the tokens were flattened. `tf.gather` takes an index of any shape as it is.",
    caughtBy: ["rows/three-tokens-by-hand", "rows/as-many-tokens-as-numbers-in-a-row"],
    subProblem: "rows",
    implementation: { rowsOf: (table, tokens) => tf.gather(table, tokens.flatten()) },
  },
  {
    name: "every-label-from-every-row",
    teaches:
      "`tf.gather(logits, labels, 1)` takes the labels' columns from *every* row: [batch, batch]. `gather(logits, 1, index)` has one index a row.",
    caughtBy: ["label/two-examples-by-hand", "label/as-many-examples-as-classes"],
    subProblem: "label",
    implementation: { logitOfLabel: (logits, labels) => tf.gather(logits, labels, 1) },
  },
  {
    name: "left-as-a-column",
    teaches: "Your result is a column [batch, 1], as the index was. Squeeze axis 1.",
    caughtBy: ["label/two-examples-by-hand", "label/as-many-examples-as-classes"],
    subProblem: "label",
    technique: "squeeze-unsqueeze",
    implementation: { logitOfLabel: (logits, labels) => gather(logits, 1, unsqueeze(labels, 1)) },
  },
  {
    name: "along-the-batch",
    teaches: "You gather along axis 0, so a label chooses an example. Classes stand along axis 1.",
    caughtBy: ["label/as-many-examples-as-classes"],
    subProblem: "label",
    implementation: {
      logitOfLabel: (logits, labels) =>
        gather(logits, 0, unsqueeze(labels.mod(tf.scalar(logits.shape[0], "int32")), 0)).squeeze([0]),
    },
  },
  {
    name: "multiplied-by-one-hot",
    teaches:
      "You multiply by a one-hot mask and sum. Where another class has -Infinity, 0 · -Infinity is NaN: pick instead of multiplying the rest away.",
    caughtBy: ["label/logits-of-minus-infinity-beside-the-label"],
    subProblem: "label",
    implementation: {
      logitOfLabel: (logits, labels) => logits.mul(tf.oneHot(labels, logits.shape[1]).cast("float32")).sum(1),
    },
  },
  {
    name: "the-token-itself",
    teaches:
      "You pick the probability of the token that stands at each position. The position guesses the *next* one: shift the two by one.",
    caughtBy: ["next-token/one-text-by-hand", "next-token/several-texts"],
    subProblem: "next-token",
    technique: "indexing-colon",
    implementation: {
      tokenLogProbs: (logProbs, tokens) => pickedAt(index(logProbs, ":", ":-1"), index(tokens, ":", ":-1")),
    },
  },
  {
    name: "shifted-the-other-way",
    teaches:
      "You compare each position with the token *before* it. Position p guesses token p + 1: drop the last guess and the first token.",
    caughtBy: ["next-token/one-text-by-hand", "next-token/several-texts"],
    subProblem: "next-token",
    technique: "indexing-colon",
    implementation: {
      tokenLogProbs: (logProbs, tokens) => pickedAt(index(logProbs, ":", "1:"), index(tokens, ":", ":-1")),
    },
  },
  {
    name: "first-token-kept",
    teaches:
      "Your result still has a place for every position. Nobody guessed the first token, and the last guess has no token: there is one less.",
    caughtBy: ["next-token/one-text-by-hand", "next-token/several-texts"],
    subProblem: "next-token",
    technique: "indexing-colon",
    implementation: { tokenLogProbs: (logProbs, tokens) => pickedAt(logProbs, tokens) },
  },
  {
    name: "first-position",
    teaches: "You look at the first position. The answer is guessed at the *last* one: index -1.",
    caughtBy: ["difference/two-prompts-by-hand", "difference/longer-prompts"],
    subProblem: "difference",
    technique: "indexing-colon",
    implementation: {
      logitDifference: (logits, right, wrong) =>
        picked(index(logits, ":", 0), right).sub(picked(index(logits, ":", 0), wrong)),
    },
  },
  {
    name: "wrong-minus-right",
    teaches:
      "Your difference has the other sign: it is the right answer's logit minus the wrong one's, so that more is better.",
    caughtBy: ["difference/two-prompts-by-hand", "difference/longer-prompts"],
    subProblem: "difference",
    implementation: {
      logitDifference: (logits, right, wrong) =>
        picked(index(logits, ":", -1), wrong).sub(picked(index(logits, ":", -1), right)),
    },
  },
  {
    name: "averaged-over-the-prompts",
    teaches: "You return the mean over the prompts. Here each prompt keeps its own difference: [batch].",
    caughtBy: ["difference/two-prompts-by-hand", "difference/longer-prompts"],
    subProblem: "difference",
    implementation: {
      logitDifference: (logits, right, wrong) =>
        picked(index(logits, ":", -1), right)
          .sub(picked(index(logits, ":", -1), wrong))
          .mean(),
    },
  },
]);
