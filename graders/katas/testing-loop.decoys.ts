import { decoys } from "arena/grader";
import { detach, evalMode, gather, index, logSoftmax, type nn, softmax, tf, unsqueeze } from "arena/tools";
import * as Solution from "../../exercises/katas/testing-loop/solution.ts";

type Batch = Solution.Batch;

const { countRight, probabilities, accuracy, perplexity } = Solution;
const numberOf = async (x: tf.Tensor): Promise<number> => (await x.data())[0] ?? Number.NaN;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

type Count = (logits: tf.Tensor2D, labels: tf.Tensor1D) => unknown;

/** The accuracy from the number right and the size of each batch, by whatever counts. */
function accuracyBy(
  share: (right: readonly number[], sizes: readonly number[]) => number,
  count: Count = countRight,
) {
  return async (model: nn.Module, batches: Iterable<Batch>): Promise<number> => {
    using _ = evalMode(model);
    const [right, sizes]: [number[], number[]] = [[], []];
    for (const [inputs, labels] of batches) {
      right.push((await count(model.call(inputs) as tf.Tensor2D, labels)) as number);
      sizes.push(labels.size);
    }
    return share(right, sizes);
  };
}

/** A wrong count, and the accuracy of somebody who goes on with it. */
const counts = (count: Count) => ({
  countRight: count,
  accuracy: accuracyBy((right, sizes) => sum(right) / sum(sizes), count),
});

/** Minus the log-probability of the targets, [batch, position]. */
const surpriseAt = (logits: tf.Tensor, targets: tf.Tensor): tf.Tensor =>
  gather(logSoftmax(logits), -1, unsqueeze(targets, -1)).squeeze([-1]).neg();

/** Where the perplexity goes wrong. */
interface Slips {
  readonly mode?: (model: nn.Module) => Disposable;
  /** What is predicted, and the targets. */
  readonly pairs?: (model: nn.Module, tokens: tf.Tensor) => readonly [logits: tf.Tensor, targets: tf.Tensor];
  readonly counts?: (targets: tf.Tensor, pad: number) => tf.Tensor;
  readonly summed?: (surprise: tf.Tensor, real: tf.Tensor) => tf.Tensor;
  readonly result?: (sums: readonly number[], counts: readonly number[]) => number;
}

const nextTokens = (model: nn.Module, tokens: tf.Tensor) =>
  [model.call(index(tokens, ":", ":-1")), index(tokens, ":", "1:")] as const;

function perplexityWith({
  mode = evalMode,
  pairs = nextTokens,
  counts: countsOf = (targets, pad) => targets.notEqual(pad),
  summed = (surprise, real) => tf.where(real, surprise, tf.zerosLike(surprise)).sum(),
  result = (sums, counts) => Math.exp(sum(sums) / sum(counts)),
}: Slips) {
  return async (model: nn.Module, batches: Iterable<tf.Tensor2D>, pad: number): Promise<number> => {
    using _ = mode(model);
    const [sums, counts]: [number[], number[]] = [[], []];
    for (const tokens of batches) {
      const [logits, targets] = pairs(model, tokens); // [batch, position, token], [batch, position]
      const real = countsOf(targets, pad); // [batch, position], bool
      sums.push(await numberOf(summed(surpriseAt(logits, targets), real)));
      counts.push(await numberOf(real.sum()));
    }
    return result(sums, counts);
  };
}

export default decoys<typeof Solution>([
  {
    name: "best-example-of-each-class",
    teaches:
      "`argMax()` takes axis 0, the best example for each class. Look along the classes: `argMax(-1)`.",
    caughtBy: ["count/three-rows-by-hand", "count/as-many-examples-as-classes"],
    subProblem: "count",
    technique: "argmax",
    implementation: counts((logits, labels) => numberOf(logits.argMax().equal(labels).sum())),
  },
  {
    name: "largest-logit-for-its-place",
    teaches: "You compared the largest logit itself with the label. `argMax` says where it is.",
    caughtBy: ["count/three-rows-by-hand", "count/as-many-examples-as-classes"],
    subProblem: "count",
    technique: "max-vs-maximum",
    implementation: counts((logits, labels) => numberOf(logits.max(-1).equal(labels).sum())),
  },
  {
    name: "a-share-of-the-batch",
    teaches: "You gave a share. Shares of batches cannot be added up; counts can: use `sum`.",
    caughtBy: ["count/three-rows-by-hand", "count/as-many-examples-as-classes"],
    subProblem: "count",
    implementation: counts((logits, labels) => numberOf(logits.argMax(-1).equal(labels).mean())),
  },
  {
    name: "a-tensor-for-a-number",
    teaches: "You gave a tensor. What goes from batch to batch is a plain number: `(await x.data())[0]`.",
    caughtBy: ["count/three-rows-by-hand", "count/as-many-examples-as-classes"],
    subProblem: "count",
    implementation: counts((logits, labels) => logits.argMax(-1).equal(labels).sum()),
  },
  {
    name: "logits-as-they-are",
    teaches: "You gave the logits. Softmax makes probabilities of them.",
    caughtBy: ["probabilities/five-rows"],
    subProblem: "probabilities",
    implementation: {
      probabilities: (model: nn.Module, inputs: tf.Tensor) => {
        using _ = evalMode(model);
        return detach(model.call(inputs));
      },
    },
  },
  {
    name: "softmax-over-the-batch",
    teaches: "Your columns add up to 1. The softmax goes over the classes, the last axis.",
    caughtBy: ["probabilities/five-rows"],
    subProblem: "probabilities",
    implementation: {
      probabilities: (model: nn.Module, inputs: tf.Tensor) => {
        using _ = evalMode(model);
        return detach(softmax(model.call(inputs), 0));
      },
    },
  },
  {
    name: "asked-in-training-mode",
    teaches: "You asked the model in training mode: dropout drops, and batch norm learns from the test set.",
    caughtBy: ["probabilities/in-evaluation-mode-and-back-again"],
    subProblem: "probabilities",
    technique: "train-eval",
    implementation: {
      probabilities: (model: nn.Module, inputs: tf.Tensor) => detach(softmax(model.call(inputs))),
    },
  },
  {
    name: "left-in-evaluation-mode",
    teaches:
      "The model stays in evaluation mode, so the training that goes on is another one. Put its mode back.",
    caughtBy: [
      "probabilities/in-evaluation-mode-and-back-again",
      "accuracy/a-model-that-throws",
      "perplexity/in-evaluation-mode-and-back-again",
    ],
    subProblem: "probabilities",
    technique: "train-eval",
    implementation: {
      probabilities: (model: nn.Module, inputs: tf.Tensor) => probabilities(model.eval(), inputs),
      accuracy: (model: nn.Module, batches: Iterable<Batch>) => accuracy(model.eval(), batches),
      perplexity: (model: nn.Module, batches: Iterable<tf.Tensor2D>, pad: number) =>
        perplexity(model.eval(), batches, pad),
    },
  },
  {
    name: "everything-trains-afterwards",
    teaches:
      "`model.train()` at the end also switches on what was frozen. Give each module its own mode back: `using _ = evalMode(model);`.",
    caughtBy: ["probabilities/in-evaluation-mode-and-back-again"],
    subProblem: "probabilities",
    technique: "train-eval",
    implementation: {
      probabilities: (model: nn.Module, inputs: tf.Tensor) => {
        try {
          return detach(softmax(model.eval().call(inputs)));
        } finally {
          model.train();
        }
      },
    },
  },
  {
    name: "mode-lost-with-an-error",
    teaches: "Where the model throws, it stays in evaluation mode. `using` gives the mode back in any case.",
    caughtBy: ["probabilities/a-model-that-throws"],
    subProblem: "probabilities",
    technique: "train-eval",
    implementation: {
      probabilities: (model: nn.Module, inputs: tf.Tensor) => {
        const before = model.modules().map((module) => module.training);
        const said = detach(softmax(model.eval().call(inputs))); // [batch, class]
        for (const [i, module] of model.modules().entries()) module.training = before[i] === true;
        return said;
      },
    },
  },
  {
    name: "gradients-go-through",
    teaches:
      "Inside a loss, gradients go back through what you measured. Open a `noGrad()` block, or `detach`.",
    caughtBy: ["probabilities/inside-a-loss"],
    subProblem: "probabilities",
    technique: "no-grad",
    implementation: {
      probabilities: (model: nn.Module, inputs: tf.Tensor) => {
        using _ = evalMode(model);
        return softmax(model.call(inputs));
      },
    },
  },
  {
    name: "mean-of-batches",
    teaches:
      "You average the batches' accuracies: the one example of the last batch counts as much as three others.",
    caughtBy: ["accuracy/batches-of-3-3-and-1"],
    subProblem: "accuracy",
    implementation: {
      accuracy: accuracyBy(
        (right, sizes) => sum(right.map((hits, i) => hits / (sizes[i] ?? 1))) / right.length,
      ),
    },
  },
  {
    name: "last-batch-left-out",
    teaches: "You leave out the batch that is not full. Its examples belong to the test set, too.",
    caughtBy: ["accuracy/batches-of-3-3-and-1"],
    subProblem: "accuracy",
    implementation: {
      accuracy: accuracyBy((right, sizes) => {
        const full = sizes.map((size) => size === sizes[0]);
        return sum(right.filter((_, i) => full[i])) / sum(sizes.filter((_, i) => full[i]));
      }),
    },
  },
  {
    name: "measured-in-training-mode",
    teaches: "The model is in training mode while you measure it. Begin with `using _ = evalMode(model);`.",
    caughtBy: ["accuracy/in-evaluation-mode-and-back-again"],
    subProblem: "accuracy",
    technique: "train-eval",
    implementation: {
      accuracy: async (model: nn.Module, batches: Iterable<Batch>) => {
        let [right, examples] = [0, 0];
        for (const [inputs, labels] of batches) {
          right += await countRight(model.call(inputs) as tf.Tensor2D, labels);
          examples += labels.size;
        }
        return right / examples;
      },
    },
  },
  {
    name: "padding-counted",
    teaches: "You count the surprise at padding. Leave out the targets that are `pad`.",
    caughtBy: ["perplexity/two-batches-each-with-padding", "perplexity/two-tokens-each-and-another-padding"],
    subProblem: "perplexity",
    implementation: { perplexity: perplexityWith({ counts: (targets) => targets.greaterEqual(0) }) },
  },
  {
    name: "padding-is-zero",
    teaches: "You take token 0 for padding. Which one it is says `pad`.",
    caughtBy: ["perplexity/two-tokens-each-and-another-padding"],
    subProblem: "perplexity",
    implementation: { perplexity: perplexityWith({ counts: (targets) => targets.notEqual(0) }) },
  },
  {
    name: "divided-by-every-position",
    teaches: "You leave padding out of the sum and count it all the same. Divide by the real tokens.",
    caughtBy: ["perplexity/a-model-that-knows-nothing", "perplexity/two-batches-each-with-padding"],
    subProblem: "perplexity",
    implementation: {
      perplexity: async (model: nn.Module, batches: Iterable<tf.Tensor2D>, pad: number) => {
        const all = [...batches];
        const places = sum(all.map(({ shape: [rows, columns] }) => rows * (columns - 1)));
        const summed = perplexityWith({ result: (sums) => Math.exp(sum(sums) / places) });
        return summed(model, all, pad);
      },
    },
  },
  {
    name: "product-with-the-mask",
    teaches: "You multiply by 0 where padding is, and 0 · Infinity is NaN. Choose with `where` instead.",
    caughtBy: ["perplexity/a-model-that-rules-padding-out"],
    subProblem: "perplexity",
    technique: "where",
    implementation: {
      perplexity: perplexityWith({ summed: (surprise, real) => surprise.mul(real.cast("float32")).sum() }),
    },
  },
  {
    name: "mean-of-the-batches-surprise",
    teaches: "You average over the batches. Each token counts alike: sum and count over all, divide once.",
    caughtBy: ["perplexity/two-batches-each-with-padding"],
    subProblem: "perplexity",
    implementation: {
      perplexity: perplexityWith({
        result: (sums, counts) => Math.exp(sum(sums.map((one, i) => one / (counts[i] ?? 1))) / sums.length),
      }),
    },
  },
  {
    name: "own-token-predicted",
    teaches: "Each position is asked for its own token, which it sees. Position 0 predicts token 1.",
    caughtBy: ["perplexity/two-batches-each-with-padding"],
    subProblem: "perplexity",
    implementation: {
      perplexity: perplexityWith({ pairs: (model, tokens) => [model.call(tokens), tokens] }),
    },
  },
  {
    name: "tested-in-training-mode",
    teaches: "Your language model is in training mode while it is tested. Switch it with `evalMode`.",
    caughtBy: ["perplexity/in-evaluation-mode-and-back-again"],
    subProblem: "perplexity",
    technique: "train-eval",
    implementation: {
      perplexity: perplexityWith({ mode: () => ({ [Symbol.dispose]: () => {} }) }),
    },
  },
  {
    name: "mean-surprise",
    teaches: "You gave the mean surprise, the loss. The perplexity is e to that power.",
    caughtBy: ["perplexity/a-model-that-knows-nothing"],
    subProblem: "perplexity",
    implementation: {
      perplexity: async (model: nn.Module, batches: Iterable<tf.Tensor2D>, pad: number) =>
        Math.log(await perplexity(model, batches, pad)),
    },
  },
]);
