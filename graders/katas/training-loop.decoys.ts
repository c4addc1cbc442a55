import { decoys } from "arena/grader";
import { backward, index, nn, optim, tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/training-loop/solution.ts";

type Batch = Solution.Batch;
type Loss = (logits: tf.Tensor, labels: tf.Tensor1D) => tf.Tensor;
type Optimizer = optim.AnyOptimizer;

const { crossEntropy } = nn.functional;
const numberOf = async (loss: tf.Tensor): Promise<number> => (await loss.data())[0] ?? Number.NaN;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

function stepAndReset(optimizer: Optimizer): void {
  optimizer.step();
  optimizer.zeroGrad();
}

/** One step with other verbs after the gradient, on another loss. */
function stepWith(after: (optimizer: Optimizer) => void, lossOf: Loss = crossEntropy) {
  return async (model: nn.Module, optimizer: Optimizer, [inputs, labels]: Batch): Promise<number> => {
    const loss = backward(() => lossOf(model.call(inputs), labels), model.parameters()); // []
    after(optimizer);
    return numberOf(loss);
  };
}

const rightStep = stepWith(stepAndReset);

/** Where the loop over an epoch goes wrong. */
interface EpochSlips {
  readonly before?: (model: nn.Module) => void;
  readonly step?: typeof rightStep;
  readonly share?: (losses: readonly number[], sizes: readonly number[]) => number;
}

const meanOfExamples = (losses: readonly number[], sizes: readonly number[]): number =>
  sum(losses.map((loss, i) => loss * (sizes[i] ?? 0))) / sum(sizes);

function epochWith({
  before = (model) => void model.train(),
  step = rightStep,
  share = meanOfExamples,
}: EpochSlips) {
  return async (model: nn.Module, optimizer: Optimizer, batches: Iterable<Batch>): Promise<number> => {
    const [losses, sizes]: [number[], number[]] = [[], []];
    before(model);
    for (const batch of batches) {
      losses.push(await step(model, optimizer, batch));
      sizes.push(batch[1].size);
    }
    return share(losses, sizes);
  };
}

/** A wrong step, and the epoch of somebody who goes on with it. */
const steps = (step: (model: nn.Module, optimizer: Optimizer, batch: Batch) => Promise<unknown>) => ({
  trainStep: step,
  trainEpoch: epochWith({ step: step as typeof rightStep }),
});

/** Where the step on several pieces goes wrong. */
interface PieceSlips {
  /** By how much the mean loss of a piece of `size` examples counts. */
  readonly weight?: (size: number, examples: number, pieces: number) => number;
  readonly between?: (optimizer: Optimizer) => void;
  readonly after?: (optimizer: Optimizer) => void;
}

function accumulatedWith({
  weight = (size, examples) => size / examples,
  between = () => {},
  after = stepAndReset,
}: PieceSlips) {
  return async (model: nn.Module, optimizer: Optimizer, pieces: readonly Batch[]): Promise<number> => {
    const examples = sum(pieces.map(([, labels]) => labels.size));
    let total = 0;
    for (const [inputs, labels] of pieces) {
      between(optimizer);
      const share = weight(labels.size, examples, pieces.length);
      const lossOf = () => crossEntropy(model.call(inputs), labels).mul(share); // []
      total += await numberOf(backward(lossOf, model.parameters()));
    }
    after(optimizer);
    return total;
  };
}

/** Where the training of a language model goes wrong. */
interface TokenSlips {
  readonly loss?: (model: nn.Module, tokens: tf.Tensor2D) => tf.Tensor;
  /** The share of the rate at a step that is counted from 0. */
  readonly warm?: (step: number, warmup: number) => number;
  readonly clip?: (params: readonly nn.Parameter[], maxNorm: number, optimizer: Optimizer) => void;
  readonly optimizer?: (params: nn.Parameter[], lr: number) => Optimizer;
}

const clipThenStep: NonNullable<TokenSlips["clip"]> = (params, maxNorm, optimizer) => {
  nn.clipGradNorm(params, maxNorm);
  optimizer.step();
};

function tokensWith({
  loss: lossOf = nextTokenLoss,
  warm = (step, warmup) => Math.min(1, (step + 1) / warmup),
  clip = clipThenStep,
  optimizer: made = (params, lr) => new optim.AdamW(params, { lr }),
}: TokenSlips) {
  return async (
    model: nn.Module,
    batches: Iterable<tf.Tensor2D>,
    { lr, warmup, maxNorm }: Solution.TokenTraining,
  ): Promise<number[]> => {
    const params = model.parameters();
    const optimizer = made(params, lr);
    const losses: number[] = [];
    for (const tokens of batches) {
      for (const group of optimizer.paramGroups) group.lr = lr * warm(losses.length, warmup);
      const loss = backward(() => lossOf(model, tokens), params); // []
      clip(params, maxNorm, optimizer);
      optimizer.zeroGrad();
      losses.push(await numberOf(loss));
    }
    return losses;
  };
}

/** The cross entropy of one axis of examples. */
function flatLoss(logits: tf.Tensor, targets: tf.Tensor): tf.Tensor {
  return crossEntropy(logits.reshape([-1, logits.shape.at(-1) ?? 0]), targets.flatten()); // []
}

function nextTokenLoss(model: nn.Module, tokens: tf.Tensor2D): tf.Tensor {
  return flatLoss(model.call(index(tokens, ":", ":-1")), index(tokens, ":", "1:")); // []
}

export default decoys<typeof Solution>([
  {
    name: "gradients-never-reset",
    teaches:
      "Gradients are never set back, so each step goes along the sum of all so far. Call `optimizer.zeroGrad()`.",
    caughtBy: ["step/three-batches-one-after-the-other"],
    subProblem: "step",
    implementation: steps(stepWith((optimizer) => optimizer.step())),
  },
  {
    name: "reset-before-the-step",
    teaches:
      "You reset the gradients before the optimizer has used them, so no weight moves. Step first, then reset.",
    caughtBy: ["step/the-weights-after-one-step", "step/three-batches-one-after-the-other"],
    subProblem: "step",
    implementation: steps(
      stepWith((optimizer) => {
        optimizer.zeroGrad();
        optimizer.step();
      }),
    ),
  },
  {
    name: "softmax-before-the-loss",
    teaches: "You apply softmax before the cross entropy, which has its own. Give it the logits.",
    caughtBy: ["step/the-weights-after-one-step"],
    subProblem: "step",
    implementation: steps(
      stepWith(stepAndReset, (logits, labels) => crossEntropy(tf.softmax(logits), labels)),
    ),
  },
  {
    name: "loss-summed",
    teaches: "You sum the losses of the batch. Take their mean, or the steps grow with the batch.",
    caughtBy: ["step/a-model-that-knows-nothing", "step/the-weights-after-one-step"],
    subProblem: "step",
    implementation: steps(
      stepWith(stepAndReset, (logits, labels) => crossEntropy(logits, labels, { reduction: "sum" })),
    ),
  },
  {
    name: "loss-after-the-step",
    teaches: "You measure the loss again after the step. `backward` returns the one from before it.",
    caughtBy: ["step/a-model-that-knows-nothing", "step/three-batches-one-after-the-other"],
    subProblem: "step",
    implementation: steps(async (model, optimizer, batch) => {
      await rightStep(model, optimizer, batch);
      return numberOf(crossEntropy(model.call(batch[0]), batch[1]));
    }),
  },
  {
    name: "loss-as-a-tensor",
    teaches:
      "You return the loss tensor. A list of those keeps all of them alive: read the number, `(await loss.data())[0]`.",
    caughtBy: ["step/a-model-that-knows-nothing", "step/three-batches-one-after-the-other"],
    subProblem: "step",
    implementation: steps(async (model, optimizer, [inputs, labels]) => {
      const loss = backward(() => crossEntropy(model.call(inputs), labels), model.parameters()); // []
      stepAndReset(optimizer);
      return loss;
    }),
  },
  {
    name: "mean-of-batches",
    teaches:
      "You average the batches' losses: the examples of the last, smaller batch count too much. Weigh each by its size.",
    caughtBy: ["epoch/a-last-batch-that-is-smaller"],
    subProblem: "epoch",
    implementation: { trainEpoch: epochWith({ share: (losses) => sum(losses) / losses.length }) },
  },
  {
    name: "sum-not-divided",
    teaches: "You gave the sum of all losses. Divide it by the number of examples, once, at the end.",
    caughtBy: ["epoch/a-last-batch-that-is-smaller"],
    subProblem: "epoch",
    implementation: {
      trainEpoch: epochWith({ share: (losses, sizes) => meanOfExamples(losses, sizes) * sum(sizes) }),
    },
  },
  {
    name: "last-batch-for-the-epoch",
    teaches: "You return the loss of the last batch. One batch is noise: add all up.",
    caughtBy: ["epoch/a-last-batch-that-is-smaller"],
    subProblem: "epoch",
    implementation: { trainEpoch: epochWith({ share: (losses) => losses.at(-1) ?? Number.NaN }) },
  },
  {
    name: "in-the-mode-it-came-in",
    teaches:
      "A model that comes from an evaluation is trained in evaluation mode. Call `model.train()` first.",
    caughtBy: ["epoch/a-model-that-comes-in-evaluation-mode"],
    subProblem: "epoch",
    technique: "train-eval",
    implementation: { trainEpoch: epochWith({ before: () => {} }) },
  },
  {
    name: "step-for-each-piece",
    teaches: "You take a step after each piece. The pieces are one batch: step once, after all of them.",
    caughtBy: ["accumulate/two-steps-as-on-whole-batches"],
    subProblem: "accumulate",
    implementation: {
      accumulatedStep: accumulatedWith({ between: stepAndReset }),
    },
  },
  {
    name: "last-piece-only",
    teaches: "You reset the gradients between the pieces, so only the last one counts. Reset after the step.",
    caughtBy: ["accumulate/two-steps-as-on-whole-batches"],
    subProblem: "accumulate",
    implementation: {
      accumulatedStep: accumulatedWith({ between: (optimizer) => optimizer.zeroGrad() }),
    },
  },
  {
    name: "means-added",
    teaches:
      "You add the pieces' means up: the step grows with the number of pieces. Weigh each by its share of the examples.",
    caughtBy: ["accumulate/the-loss-of-three-pieces", "accumulate/two-steps-as-on-whole-batches"],
    subProblem: "accumulate",
    implementation: { accumulatedStep: accumulatedWith({ weight: () => 1 }) },
  },
  {
    name: "pieces-count-alike",
    teaches:
      "You divide by the number of pieces. A piece of one example counts as much as one of three: weigh by examples.",
    caughtBy: ["accumulate/the-loss-of-three-pieces", "accumulate/two-steps-as-on-whole-batches"],
    subProblem: "accumulate",
    implementation: {
      accumulatedStep: accumulatedWith({ weight: (_size, _examples, pieces) => 1 / pieces }),
    },
  },
  {
    name: "gradients-kept-for-the-next-step",
    teaches: "The gradients stay after the step, and the next call adds to them. Reset them.",
    caughtBy: ["accumulate/two-steps-as-on-whole-batches"],
    subProblem: "accumulate",
    implementation: { accumulatedStep: accumulatedWith({ after: (optimizer) => optimizer.step() }) },
  },
  {
    name: "not-shifted",
    teaches:
      "Each position is asked for its own token, which it sees. Position 0 predicts token 1: drop the first target.",
    caughtBy: ["tokens/the-loss-of-each-step"],
    subProblem: "tokens",
    technique: "indexing-colon",
    implementation: {
      trainOnTokens: tokensWith({ loss: (model, tokens) => flatLoss(model.call(tokens), tokens) }),
    },
  },
  {
    name: "targets-not-shifted",
    teaches:
      "Logits and targets are of the same positions, so the model is trained to repeat. The targets are the tokens from the second one on.",
    caughtBy: ["tokens/the-loss-of-each-step"],
    subProblem: "tokens",
    technique: "indexing-colon",
    implementation: {
      trainOnTokens: tokensWith({
        loss: (model, tokens) => {
          const seen = index(tokens, ":", ":-1"); // [batch, position - 1]
          return flatLoss(model.call(seen), seen);
        },
      }),
    },
  },
  {
    name: "no-warm-up",
    teaches: "All your steps have the full rate. Step s of the warm-up has lr · s / warmup.",
    caughtBy: ["tokens/the-first-step-of-a-warm-up"],
    subProblem: "tokens",
    implementation: { trainOnTokens: tokensWith({ warm: () => 1 }) },
  },
  {
    name: "first-step-at-zero",
    teaches: "Your warm-up begins at a rate of 0, a step that moves nothing. Steps are counted from 1.",
    caughtBy: ["tokens/the-first-step-of-a-warm-up"],
    subProblem: "tokens",
    implementation: { trainOnTokens: tokensWith({ warm: (step, warmup) => Math.min(1, step / warmup) }) },
  },
  {
    name: "warm-up-without-end",
    teaches: "Your rate goes on rising after the warm-up. It stays at lr: `Math.min(1, …)`.",
    caughtBy: ["tokens/after-the-warm-up"],
    subProblem: "tokens",
    implementation: { trainOnTokens: tokensWith({ warm: (step, warmup) => (step + 1) / warmup }) },
  },
  {
    name: "not-clipped",
    teaches: "Your gradients are as large as they come. Cut them with `nn.clipGradNorm` before the step.",
    caughtBy: ["tokens/gradients-that-are-too-large"],
    subProblem: "tokens",
    implementation: { trainOnTokens: tokensWith({ clip: (_params, _norm, optimizer) => optimizer.step() }) },
  },
  {
    name: "each-parameter-clipped",
    teaches:
      "You clip each parameter's gradient by itself, which turns the direction of the step. `nn.clipGradNorm` takes all of them together.",
    caughtBy: ["tokens/gradients-that-are-too-large"],
    subProblem: "tokens",
    implementation: {
      trainOnTokens: tokensWith({
        clip: (params, maxNorm, optimizer) => {
          for (const parameter of params) nn.clipGradNorm([parameter], maxNorm);
          optimizer.step();
        },
      }),
    },
  },
  {
    name: "adam-for-adamw",
    teaches: "You took `optim.Adam`, which has no weight decay unless told. AdamW decays by 0.01.",
    caughtBy: ["tokens/after-the-warm-up"],
    subProblem: "tokens",
    implementation: {
      trainOnTokens: tokensWith({ optimizer: (params, lr) => new optim.Adam(params, { lr }) }),
    },
  },
]);
