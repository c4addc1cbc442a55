import { decoys } from "arena/grader";
import { gather, logSoftmax, softmax, tf, unsqueeze } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/batched-cross-entropy-loss/solution.ts";

const EQUAL = "log-softmax/equal-logits-cost-the-log-of-the-number-of-classes";
const APART = "log-softmax/logits-a-thousand-apart";
const ROWS = "log-softmax/a-row-of-minus-thousands-beside-a-row-of-thousands";
const SHIFT = "log-softmax/the-same-number-added-to-a-row-changes-nothing";
const IMPOSSIBLE = "log-softmax/impossible-classes";
const BY_HAND = "pick/three-examples-by-hand";
const MORE_EXAMPLES = "pick/more-examples-than-classes";
const MORE_CLASSES = "pick/more-classes-than-examples";
const ONLY = "pick/one-example-of-the-only-class";
const GRADIENT = "pick/the-gradient-is-softmax-minus-one-hot";

type Loss = (logits: tf.Tensor2D, labels: tf.Tensor1D) => tf.Tensor;

/** From each row of `table` [batch, class] the entry of its label: [batch, 1]. */
const picked = (table: tf.Tensor, labels: tf.Tensor1D) => gather(table, 1, unsqueeze(labels, 1));

const losses = (logits: tf.Tensor, labels: tf.Tensor1D) =>
  picked(logSoftmax(logits), labels).neg().squeeze([1]); // [batch]

const answering = (batchedCrossEntropyLoss: Loss) => ({ batchedCrossEntropyLoss });

export default decoys<typeof Solution>([
  {
    name: "no-shift",
    teaches:
      "You take exp of the logits as they are: exp(1000) is infinite, exp(-1000) is 0. Subtract the largest logit of each row first; the probabilities do not change.",
    caughtBy: [APART, ROWS],
    subProblem: "log-softmax",
    implementation: answering((logits, labels) => {
      const logSum = logits.exp().sum(1, true).log(); // [batch, 1]
      return picked(logits.sub(logSum), labels).neg().squeeze([1]); // [batch]
    }),
  },
  {
    name: "log-of-softmax",
    teaches:
      "You take the logarithm of a softmax. Its small probabilities round to 0, and log 0 is -Infinity. Subtract log Σ exp instead, without forming a probability.",
    caughtBy: [APART],
    subProblem: "log-softmax",
    implementation: answering((logits, labels) => picked(softmax(logits), labels).log().neg().squeeze([1])),
  },
  {
    name: "log-of-softmax-plus-epsilon",
    teaches:
      "You add a small number before the logarithm. That hides the infinity and puts a wrong number in its place: no loss can be larger than -log of what you add.",
    caughtBy: [APART, IMPOSSIBLE],
    subProblem: "log-softmax",
    implementation: answering((logits, labels) =>
      picked(softmax(logits), labels).add(1e-7).log().neg().squeeze([1]),
    ),
  },
  {
    name: "largest-of-the-whole-batch",
    teaches:
      "You subtract the largest logit of the whole batch. Rows far below it still underflow: each row needs its own largest entry, `b k -> b 1`.",
    caughtBy: [ROWS],
    subProblem: "log-softmax",
    technique: "einops-reduce",
    implementation: answering((logits, labels) => {
      const shifted = logits.sub(logits.max()); // [batch, class]
      return picked(shifted.sub(shifted.exp().sum(1, true).log()), labels)
        .neg()
        .squeeze([1]); // [batch]
    }),
  },
  {
    name: "shift-not-undone",
    teaches:
      "You subtract the row's largest logit inside the sum only. What is picked has to be shifted by the same amount, or the largest has to be added back.",
    caughtBy: [EQUAL, APART, SHIFT],
    subProblem: "log-softmax",
    implementation: answering((logits, labels) => {
      const logSum = logits.sub(logits.max(1, true)).exp().sum(1, true).log(); // [batch, 1]
      return picked(logits.sub(logSum), labels).neg().squeeze([1]); // [batch]
    }),
  },
  {
    name: "softmax-over-the-batch",
    teaches:
      "You normalise down the columns, over the examples. The probabilities of one example's *classes* add up to 1: reduce over axis 1.",
    caughtBy: [EQUAL, SHIFT, BY_HAND],
    subProblem: "log-softmax",
    technique: "einops-reduce",
    implementation: answering((logits, labels) => picked(logSoftmax(logits, 0), labels).neg().squeeze([1])),
  },
  {
    name: "softmax-twice",
    teaches:
      "You apply softmax before the log-softmax. The loss then never gets near 0: at best it is log(1 + (K - 1)/e), for ten classes 1.46.",
    caughtBy: [BY_HAND, APART, GRADIENT],
    subProblem: "log-softmax",
    implementation: answering((logits, labels) => losses(softmax(logits), labels)),
  },
  {
    name: "never-normalised",
    teaches:
      "You return the negative logit. Nothing says yet how the true class compares with the others: subtract the row's log Σ exp.",
    caughtBy: [EQUAL, SHIFT, BY_HAND],
    subProblem: "log-softmax",
    implementation: answering((logits, labels) => picked(logits, labels).neg().squeeze([1])),
  },
  {
    name: "zero-times-infinity",
    teaches:
      "You multiply by a one-hot mask. A class with logit -Infinity has log-probability -Infinity, and 0 · -Infinity is NaN. Pick entries instead of multiplying the others away.",
    caughtBy: [IMPOSSIBLE],
    subProblem: "log-softmax",
    technique: "gather",
    implementation: answering((logits, labels) => {
      const oneHot = tf.oneHot(labels, logits.shape[1]).cast("float32"); // [batch, class]
      return logSoftmax(logits).mul(oneHot).sum(1).neg(); // [batch]
    }),
  },
  {
    name: "minus-forgotten",
    teaches:
      "Your losses are negative: they are log-probabilities. The loss is their negative, so that less is better.",
    caughtBy: [EQUAL, BY_HAND, GRADIENT],
    subProblem: "pick",
    implementation: answering((logits, labels) => losses(logits, labels).neg()),
  },
  {
    name: "averaged",
    teaches: "You return the mean over the batch. Here each example keeps its own loss: [batch].",
    caughtBy: [EQUAL, BY_HAND],
    subProblem: "pick",
    implementation: answering((logits, labels) => losses(logits, labels).mean()),
  },
  {
    name: "summed",
    teaches: "You add the losses of all examples up. Each example should keep its own: [batch].",
    caughtBy: [EQUAL, BY_HAND],
    subProblem: "pick",
    implementation: answering((logits, labels) => losses(logits, labels).sum()),
  },
  {
    name: "left-as-a-column",
    teaches:
      "Your result is a column [batch, 1]. Squeeze that axis: a column minus a row [batch] would later broadcast to [batch, batch] without a word.",
    caughtBy: [EQUAL, BY_HAND, ONLY],
    subProblem: "pick",
    technique: "squeeze-unsqueeze",
    implementation: answering((logits, labels) => picked(logSoftmax(logits), labels).neg()),
  },
  {
    name: "columns-for-every-row",
    teaches:
      "`tf.gather(x, labels, 1)` takes the labels' columns from *every* row: [batch, batch]. Use `gather(x, 1, index)`, with one index a row.",
    caughtBy: [EQUAL, BY_HAND],
    subProblem: "pick",
    technique: "gather",
    implementation: answering((logits, labels) => tf.gather(logSoftmax(logits), labels, 1).neg()),
  },
  {
    name: "all-classes-kept",
    teaches:
      "You return a loss for every class, [batch, class]. Only the true one's counts: pick it by its label.",
    caughtBy: [EQUAL, BY_HAND],
    subProblem: "pick",
    technique: "gather",
    implementation: answering((logits) => logSoftmax(logits).neg()),
  },
  {
    name: "probability-instead-of-its-log",
    teaches:
      "You return 1 - p. It looks like a loss, but a confident mistake hardly costs more than a small one; the logarithm is what makes it hurt.",
    caughtBy: [EQUAL, APART, BY_HAND],
    subProblem: "log-softmax",
    implementation: answering((logits, labels) => tf.sub(1, picked(softmax(logits), labels)).squeeze([1])),
  },
  {
    name: "loss-of-the-favourite",
    teaches:
      "You take each row's largest log-probability, whatever the label says. The loss asks for the true class.",
    caughtBy: [APART, MORE_EXAMPLES, MORE_CLASSES],
    subProblem: "pick",
    technique: "gather",
    implementation: answering((logits) => logSoftmax(logits).max(1).neg()),
  },
  {
    name: "labels-along-the-batch",
    teaches:
      "You gather along axis 0: the label chooses an example, not a class. Classes stand along axis 1.",
    caughtBy: [BY_HAND],
    subProblem: "pick",
    technique: "gather",
    implementation: answering((logits, labels) => {
      const batch = Math.max(1, logits.shape[0]);
      const rows = labels.mod(tf.scalar(batch, "int32")) as tf.Tensor1D; // [batch]
      return tf.gather(logSoftmax(logits), rows).slice([0, 0], [-1, 1]).neg().squeeze([1]); // [batch]
    }),
  },
  {
    name: "plain-numbers",
    teaches:
      "The losses are right, but they went through JavaScript arrays, and there the gradient ends: nothing could be trained on them.",
    caughtBy: [GRADIENT],
    subProblem: "pick",
    implementation: answering((logits, labels) => tf.tensor1d(losses(logits, labels).dataSync())),
  },
]);
