import { decoys } from "arena/grader";
import { nn, tf, where } from "arena/tools";
import * as Solution from "../../exercises/katas/in-place-vs-rebinding/solution.ts";

type Tracking = Solution.Tracking;

const { medianLoss, suppress, updateMean, reviveUnits } = Solution;

/** The median of numbers that are sorted already. */
const middleOf = (sorted: readonly number[]): number =>
  ((sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN) +
    (sorted[Math.floor(sorted.length / 2)] ?? Number.NaN)) /
  2;

/** What the running mean should become, [feature]. */
const moved = (layer: Tracking, batch: tf.Tensor2D, momentum: number): tf.Tensor =>
  layer.runningMean.mul(1 - momentum).add(batch.mean(0).mul(momentum));

export default decoys<typeof Solution>([
  {
    name: "sorted-in-place",
    teaches:
      "`sort` sorts the array itself, so that the loss curve is sorted, too. `toSorted` gives a sorted copy.",
    caughtBy: ["array/the-array-afterwards"],
    subProblem: "array",
    implementation: {
      medianLoss: (losses: number[]) => middleOf(losses.sort((a, b) => a - b)),
    },
  },
  {
    name: "sorted-as-text",
    teaches: 'You sorted the numbers as text, where "100" comes before "3". Say how two numbers compare.',
    caughtBy: ["array/an-odd-and-an-even-number", "array/one-loss-and-negative-ones"],
    subProblem: "array",
    implementation: {
      medianLoss: (losses: number[]) => middleOf(losses.toSorted()),
    },
  },
  {
    name: "not-sorted",
    teaches: "You took the middle one as they stand. The middle one by size is asked.",
    caughtBy: ["array/an-odd-and-an-even-number"],
    subProblem: "array",
    implementation: { medianLoss: middleOf },
  },
  {
    name: "mean-of-all",
    teaches: "You took the mean, which one spike pulls up. The median is asked.",
    caughtBy: ["array/an-odd-and-an-even-number", "array/one-loss-and-negative-ones"],
    subProblem: "array",
    implementation: {
      medianLoss: (losses: number[]) => losses.reduce((sum, loss) => sum + loss, 0) / losses.length,
    },
  },
  {
    name: "upper-of-two",
    teaches: "Of an even number you took the upper one in the middle. Take the mean of both.",
    caughtBy: ["array/an-odd-and-an-even-number"],
    subProblem: "array",
    implementation: {
      medianLoss: (losses: number[]) =>
        losses.length % 2 === 1 ? medianLoss(losses) : losses.toSorted((a, b) => a - b)[losses.length / 2],
    },
  },
  {
    name: "result-lost",
    teaches:
      "The logits are as they were: the new tensor got no name. Bind the name to it: `left = where(…)`.",
    caughtBy: ["suppress/two-tokens-by-hand", "suppress/none-and-all-but-one"],
    subProblem: "suppress",
    implementation: {
      suppress: (logits: tf.Tensor2D) => logits.clone(),
    },
  },
  {
    name: "last-token-only",
    teaches:
      "Only the last token is ruled out: each round began with the logits of the beginning. Go on from the result of the round before.",
    caughtBy: ["suppress/two-tokens-by-hand", "suppress/none-and-all-but-one"],
    subProblem: "suppress",
    implementation: {
      suppress: (logits: tf.Tensor2D, tokens: number[]) => suppress(logits, tokens.slice(-1)),
    },
  },
  {
    name: "zero-for-infinity",
    teaches: "You set the logits to 0, which is as likely as any. `-Infinity` has probability 0.",
    caughtBy: ["suppress/two-tokens-by-hand", "suppress/none-and-all-but-one"],
    subProblem: "suppress",
    implementation: {
      suppress: (logits: tf.Tensor2D, tokens: number[]) =>
        where(suppress(logits, tokens).equal(-Infinity), 0, logits),
    },
  },
  {
    name: "only-these-tokens",
    teaches: "You ruled out all the others.",
    caughtBy: ["suppress/two-tokens-by-hand", "suppress/none-and-all-but-one"],
    subProblem: "suppress",
    implementation: {
      suppress: (logits: tf.Tensor2D, tokens: number[]) =>
        where(suppress(logits, tokens).equal(-Infinity), logits, -Infinity),
    },
  },
  {
    name: "mean-lost",
    teaches: "The buffer holds what it held: you computed the new mean and wrote it nowhere. Use `assign`.",
    caughtBy: ["buffer/two-batches-by-hand", "buffer/who-holds-the-buffer"],
    subProblem: "buffer",
    implementation: {
      updateMean: (layer: Tracking, batch: tf.Tensor2D, momentum: number) => {
        moved(layer, batch, momentum);
      },
    },
  },
  {
    name: "rebound-to-a-tensor",
    teaches:
      "You bound the field to a plain tensor. It is no buffer, so that no state dict has it. Write into the buffer by `assign`.",
    caughtBy: ["buffer/who-holds-the-buffer"],
    subProblem: "buffer",
    implementation: {
      updateMean: (layer: Tracking, batch: tf.Tensor2D, momentum: number) => {
        layer.runningMean = moved(layer, batch, momentum) as nn.Buffer;
      },
    },
  },
  {
    name: "another-buffer",
    teaches:
      "You made a new buffer. Who holds the old one sees nothing of it. Write into the old one by `assign`.",
    caughtBy: ["buffer/who-holds-the-buffer"],
    subProblem: "buffer",
    implementation: {
      updateMean: (layer: Tracking, batch: tf.Tensor2D, momentum: number) => {
        layer.runningMean = new nn.Buffer(moved(layer, batch, momentum));
      },
    },
  },
  {
    name: "momentum-of-the-old",
    teaches: "You gave momentum to the old mean. Here it is the share of the new one, as in batch norm.",
    caughtBy: ["buffer/two-batches-by-hand", "buffer/who-holds-the-buffer"],
    subProblem: "buffer",
    implementation: {
      updateMean: (layer: Tracking, batch: tf.Tensor2D, momentum: number) =>
        updateMean(layer, batch, 1 - momentum),
    },
  },
  {
    name: "weights-lost",
    teaches: "The layer is as it was: you chose rows and wrote them nowhere. Use `assign`.",
    caughtBy: ["revive/weights-and-biases", "revive/a-layer-without-bias", "revive/the-optimizer-goes-on"],
    subProblem: "revive",
    implementation: {
      reviveUnits: (_layer: nn.Linear, dead: tf.Tensor1D, fresh: tf.Tensor2D) => {
        where(dead.expandDims(1), fresh, 0);
      },
    },
  },
  {
    name: "another-parameter",
    teaches:
      "You gave the layer new parameters. The optimizer holds the old ones, and trains those without a word. Write into them by `assign`.",
    caughtBy: ["revive/the-optimizer-goes-on"],
    subProblem: "revive",
    implementation: {
      reviveUnits: (layer: nn.Linear, dead: tf.Tensor1D, fresh: tf.Tensor2D) => {
        layer.weight = new nn.Parameter(where<tf.Rank.R2>(dead.expandDims(1), fresh, layer.weight));
        if (layer.bias !== null) layer.bias = new nn.Parameter(where<tf.Rank.R1>(dead, 0, layer.bias));
      },
    },
  },
  {
    name: "every-unit-fresh",
    teaches: "You began every unit anew, also the living ones. Choose by `dead`.",
    caughtBy: ["revive/weights-and-biases", "revive/a-layer-without-bias", "revive/the-optimizer-goes-on"],
    subProblem: "revive",
    implementation: {
      reviveUnits: (layer: nn.Linear, dead: tf.Tensor1D, fresh: tf.Tensor2D) =>
        reviveUnits(layer, tf.onesLike(dead), fresh),
    },
  },
  {
    name: "living-for-dead",
    teaches: "You began the living units anew, and kept the dead ones.",
    caughtBy: ["revive/weights-and-biases", "revive/a-layer-without-bias", "revive/the-optimizer-goes-on"],
    subProblem: "revive",
    implementation: {
      reviveUnits: (layer: nn.Linear, dead: tf.Tensor1D, fresh: tf.Tensor2D) =>
        reviveUnits(layer, dead.logicalNot(), fresh),
    },
  },
  {
    name: "inputs-for-units",
    teaches:
      "You replaced columns: without an axis for the inputs, `dead` lies along them. It ran since both are equally many.",
    caughtBy: ["revive/weights-and-biases"],
    subProblem: "revive",
    implementation: {
      reviveUnits: (layer: nn.Linear, dead: tf.Tensor1D, fresh: tf.Tensor2D) => {
        const square = layer.inFeatures === layer.outFeatures;
        layer.weight.assign(where(dead.expandDims(square ? 0 : 1), fresh, layer.weight));
        if (layer.bias !== null) layer.bias.assign(where(dead, 0, layer.bias));
      },
    },
  },
  {
    name: "bias-kept",
    teaches: "You left the biases: a bias far below 0 is what keeps a unit silent.",
    caughtBy: ["revive/weights-and-biases", "revive/the-optimizer-goes-on"],
    subProblem: "revive",
    implementation: {
      reviveUnits: (layer: nn.Linear, dead: tf.Tensor1D, fresh: tf.Tensor2D) =>
        layer.weight.assign(where(dead.expandDims(1), fresh, layer.weight)),
    },
  },
  {
    name: "copied-once",
    teaches:
      "You copied the values: there are two parameters, equal until the next step. Bind the field to the embedding's own.",
    caughtBy: ["tie/one-parameter", "tie/after-a-step"],
    subProblem: "tie",
    implementation: {
      tieWeights: (embedding: nn.Embedding, unembed: nn.Linear) => unembed.weight.assign(embedding.weight),
    },
  },
  {
    name: "the-unembedding-stays",
    teaches: "You gave the embedding the unembedding's parameter. It is the other way round.",
    caughtBy: ["tie/one-parameter", "tie/after-a-step"],
    subProblem: "tie",
    implementation: {
      tieWeights: (embedding: nn.Embedding, unembed: nn.Linear) => {
        embedding.weight = unembed.weight;
      },
    },
  },
]);
