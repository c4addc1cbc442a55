import { decoys } from "arena/grader";
import { backward, DataLoader, nn, optim, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/train/solution.ts";

type Examples = Solution.Examples;
type Batch = readonly [images: tf.Tensor, labels: tf.Tensor1D];

const numberOf = async (x: tf.Tensor): Promise<number> => (await x.data())[0] ?? Number.NaN;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The parts of the testing loop at which mistakes are made. */
interface Testing {
  readonly axis: number;
  readonly before: (model: nn.Module) => void;
  /** `trained` is the mode that the model came in. */
  readonly after: (model: nn.Module, trained: boolean) => void;
  readonly onBatch: (model: nn.Module, batch: Batch) => void;
  /** From the number right and the size of each batch. */
  readonly share: (right: readonly number[], sizes: readonly number[]) => number;
}

const RIGHT_TESTING: Testing = {
  axis: -1,
  before: (model) => void model.eval(),
  after: (model, trained) => void model.train(trained),
  onBatch: () => {},
  share: (right, sizes) => sum(right) / sum(sizes),
};

function evaluateWith(changes: Partial<Testing>) {
  const parts: Testing = { ...RIGHT_TESTING, ...changes };
  return async (model: nn.Module, examples: Examples, batchSize: number): Promise<number> => {
    const [right, sizes]: [number[], number[]] = [[], []];
    const trained = model.training;
    parts.before(model);
    for (const [images, labels] of new DataLoader(examples, { batchSize })) {
      const predicted = (model.call(images) as tf.Tensor).argMax(parts.axis); // [batch]
      right.push(await numberOf(predicted.equal(labels).sum()));
      sizes.push(labels.size);
      parts.onBatch(model, [images, labels]);
    }
    parts.after(model, trained);
    return parts.share(right, sizes);
  };
}

/** The parts of the training loop at which mistakes are made. */
interface Training {
  readonly examples: (data: { train: Examples; test: Examples }) => Examples;
  readonly judged: (data: { train: Examples; test: Examples }) => Examples;
  readonly mode: (model: nn.Module) => void;
  readonly lossOf: (logits: tf.Tensor, labels: tf.Tensor1D) => tf.Tensor;
  readonly optimizer: (params: nn.Parameter[], lr: number) => optim.AnyOptimizer;
  /** How often the optimizer, and the loader, are made. */
  readonly optimizerPerEpoch: boolean;
  readonly loaderPerEpoch: boolean;
  readonly shuffle: boolean;
  readonly seeded: boolean;
  readonly dropLast: boolean;
  readonly step: (optimizer: optim.AnyOptimizer) => void;
  readonly note: (loss: tf.Tensor) => unknown;
  readonly lossesOf: (losses: readonly unknown[]) => readonly unknown[];
  readonly judgedFirst: boolean;
  readonly judgedAtTheEndOnly: boolean;
}

const RIGHT_TRAINING: Training = {
  examples: ({ train }) => train,
  judged: ({ test }) => test,
  mode: (model) => void model.train(),
  lossOf: (logits, labels) => nn.functional.crossEntropy(logits, labels),
  optimizer: (params, lr) => new optim.Adam(params, { lr }),
  optimizerPerEpoch: false,
  loaderPerEpoch: false,
  shuffle: true,
  seeded: true,
  dropLast: false,
  step: (optimizer) => {
    optimizer.step();
    optimizer.zeroGrad();
  },
  note: numberOf,
  lossesOf: (losses) => losses,
  judgedFirst: false,
  judgedAtTheEndOnly: false,
};

function trainWith(changes: Partial<Training>) {
  const parts: Training = { ...RIGHT_TRAINING, ...changes };
  const evaluate = evaluateWith({});
  return async (model: nn.Module, data: { train: Examples; test: Examples }, args: Solution.TrainingArgs) => {
    const { batchSize, epochs, learningRate, seed } = args;
    const params = model.parameters();
    const newLoader = () =>
      new DataLoader(parts.examples(data), {
        batchSize,
        shuffle: parts.shuffle,
        dropLast: parts.dropLast,
        ...(parts.seeded && { seed }),
      });
    let optimizer = parts.optimizer(params, learningRate);
    let loader = newLoader();
    const [lossList, accuracyList]: [unknown[], number[]] = [[], []];
    for (let epoch = 0; epoch < epochs; epoch++) {
      if (parts.optimizerPerEpoch) optimizer = parts.optimizer(params, learningRate);
      if (parts.loaderPerEpoch) loader = newLoader();
      if (parts.judgedFirst) accuracyList.push(await evaluate(model, parts.judged(data), batchSize));
      parts.mode(model);
      const losses: unknown[] = [];
      for (const [images, labels] of loader) {
        const loss = backward(() => parts.lossOf(model.call(images) as tf.Tensor, labels), params); // []
        parts.step(optimizer);
        losses.push(await parts.note(loss));
      }
      lossList.push(...parts.lossesOf(losses));
      const last = epoch === epochs - 1;
      if (!parts.judgedFirst && (last || !parts.judgedAtTheEndOnly))
        accuracyList.push(await evaluate(model, parts.judged(data), batchSize));
    }
    for (const parameter of params) parameter.grad = null;
    return { lossList, accuracyList };
  };
}

/** One step of gradient descent, where none belongs. */
function nudge(model: nn.Module, [images, labels]: Batch): void {
  const params = model.parameters();
  if (params.length === 0) return;
  backward(() => nn.functional.crossEntropy(model.call(images) as tf.Tensor, labels), params);
  const optimizer = new optim.SGD(params, { lr: 0.1 });
  optimizer.step();
  optimizer.zeroGrad();
}

export default decoys<typeof Solution>([
  {
    name: "divided-by-the-batches",
    teaches:
      "You divide the number of right answers by the number of batches. Divide by the number of examples.",
    caughtBy: ["evaluate/three-of-five-are-right", "evaluate/a-last-batch-that-is-smaller"],
    subProblem: "evaluate",
    implementation: { evaluate: evaluateWith({ share: (right) => sum(right) / right.length }) },
  },
  {
    name: "batches-averaged",
    teaches:
      "You average the accuracies of the batches, so the examples of a smaller last batch count for more. Add up counts and divide once.",
    caughtBy: ["evaluate/a-last-batch-that-is-smaller"],
    subProblem: "evaluate",
    implementation: {
      evaluate: evaluateWith({
        share: (right, sizes) => sum(right.map((hits, i) => hits / (sizes[i] ?? 1))) / right.length,
      }),
    },
  },
  {
    name: "divided-by-full-batches",
    teaches:
      "You divide by batches · batchSize, as if the last batch were full. Divide by the number of examples.",
    caughtBy: ["evaluate/a-last-batch-that-is-smaller"],
    subProblem: "evaluate",
    implementation: {
      evaluate: evaluateWith({ share: (right, sizes) => sum(right) / (right.length * (sizes[0] ?? 1)) }),
    },
  },
  {
    name: "a-count",
    teaches: "You return how many are right. The accuracy is a share: divide by the number of examples.",
    caughtBy: ["evaluate/a-last-batch-that-is-smaller", "evaluate/a-batch-size-larger-than-the-data"],
    subProblem: "evaluate",
    implementation: { evaluate: evaluateWith({ share: (right) => sum(right) }) },
  },
  {
    name: "last-batch-only",
    teaches: "Your count starts anew with each batch, so only the last one is measured. Add to it.",
    caughtBy: ["evaluate/a-last-batch-that-is-smaller"],
    subProblem: "evaluate",
    implementation: { evaluate: evaluateWith({ share: (right, sizes) => (right.at(-1) ?? 0) / sum(sizes) }) },
  },
  {
    name: "argmax-over-the-batch",
    teaches:
      "argMax without an axis, or with 0, takes the best example for each class. Take the best class for each example: axis -1.",
    caughtBy: ["evaluate/three-of-five-are-right", "evaluate/a-batch-size-larger-than-the-data"],
    subProblem: "evaluate",
    technique: "max-vs-maximum",
    implementation: { evaluate: evaluateWith({ axis: 0 }) },
  },
  {
    name: "measured-in-training-mode",
    teaches:
      "The model is in training mode while you measure it: dropout drops and batch normalisation learns from the test set. Use eval().",
    caughtBy: ["evaluate/in-evaluation-mode-and-back-again"],
    subProblem: "evaluate",
    technique: "train-eval",
    implementation: { evaluate: evaluateWith({ before: () => {} }) },
  },
  {
    name: "left-in-evaluation-mode",
    teaches: "The model stays in evaluation mode after you measured it. Put it back into the mode it was in.",
    caughtBy: ["evaluate/in-evaluation-mode-and-back-again"],
    subProblem: "evaluate",
    technique: "train-eval",
    implementation: { evaluate: evaluateWith({ after: () => {} }) },
  },
  {
    name: "always-back-to-training",
    teaches:
      "After measuring you set training mode, whatever mode the model came in. Put back the one it was in: `using _ = evalMode(model)` does.",
    caughtBy: ["evaluate/a-model-in-evaluation-mode-stays-there"],
    subProblem: "evaluate",
    technique: "train-eval",
    implementation: { evaluate: evaluateWith({ after: (model) => void model.train() }) },
  },
  {
    name: "trains-on-what-it-measures",
    teaches: "Your evaluation takes optimizer steps, so the model learns the test set. Only count there.",
    caughtBy: ["evaluate/no-weight-changes"],
    subProblem: "evaluate",
    implementation: { evaluate: evaluateWith({ onBatch: nudge }) },
  },
  {
    name: "gradients-never-reset",
    teaches:
      "Gradients are never set back, so each step goes along the sum of all so far. Call optimizer.zeroGrad() after each step.",
    caughtBy: ["step/four-steps-on-one-batch", "step/the-weights-after-three-steps"],
    subProblem: "step",
    implementation: { train: trainWith({ step: (optimizer) => optimizer.step() }) },
  },
  {
    name: "reset-before-the-step",
    teaches:
      "You set the gradients back before the optimizer has used them, so no weight moves. Step first, then zeroGrad.",
    caughtBy: ["step/four-steps-on-one-batch", "record/a-small-network-learns-the-glyphs"],
    subProblem: "step",
    implementation: {
      train: trainWith({
        step: (optimizer) => {
          optimizer.zeroGrad();
          optimizer.step();
        },
      }),
    },
  },
  {
    name: "softmax-before-cross-entropy",
    teaches:
      "You apply softmax before the cross entropy, which has its own: the loss cannot fall below 1.46 with ten classes. Give it the logits.",
    caughtBy: ["step/four-steps-on-one-batch", "step/the-weights-after-three-steps"],
    subProblem: "step",
    implementation: {
      train: trainWith({
        lossOf: (logits, labels) => nn.functional.crossEntropy(tf.softmax(logits), labels),
      }),
    },
  },
  {
    name: "loss-summed",
    teaches:
      "You sum the losses of a batch. Take their mean, so that the loss does not depend on the batch's size.",
    caughtBy: ["step/four-steps-on-one-batch"],
    subProblem: "step",
    implementation: {
      train: trainWith({
        lossOf: (logits, labels) => nn.functional.crossEntropy(logits, labels, { reduction: "sum" }),
      }),
    },
  },
  {
    name: "learning-rate-not-used",
    teaches: "Your optimizer runs at its own default rate of 0.001. Hand it args.learningRate as lr.",
    caughtBy: ["step/four-steps-on-one-batch", "step/the-weights-after-three-steps"],
    subProblem: "step",
    implementation: { train: trainWith({ optimizer: (params) => new optim.Adam(params) }) },
  },
  {
    name: "plain-gradient-descent",
    teaches: "You train with SGD. The room asks for Adam.",
    caughtBy: ["step/four-steps-on-one-batch", "step/the-weights-after-three-steps"],
    subProblem: "step",
    implementation: { train: trainWith({ optimizer: (params, lr) => new optim.SGD(params, { lr }) }) },
  },
  {
    name: "optimizer-made-each-epoch",
    teaches:
      "You make a new optimizer in each epoch, so Adam forgets its averages. Make it once, before the loop.",
    caughtBy: ["step/four-steps-on-one-batch", "step/the-weights-after-three-steps"],
    subProblem: "step",
    implementation: { train: trainWith({ optimizerPerEpoch: true }) },
  },
  {
    name: "trains-on-the-test-set",
    teaches:
      "You train on the test examples: the accuracy then tells how well they were learned by heart. Train on data.train.",
    caughtBy: ["step/four-steps-on-one-batch", "record/a-loss-each-step-and-an-accuracy-each-epoch"],
    subProblem: "step",
    technique: "testing-loop",
    implementation: { train: trainWith({ examples: ({ test }) => test }) },
  },
  {
    name: "steps-in-evaluation-mode",
    teaches:
      "Your steps are taken in whatever mode the model was left in. Call model.train() before the batches of each epoch.",
    caughtBy: ["step/training-mode-for-steps-and-evaluation-mode-between-them"],
    subProblem: "step",
    technique: "train-eval",
    implementation: { train: trainWith({ mode: () => {} }) },
  },
  {
    name: "loss-tensors-kept",
    teaches:
      "Your list holds tensors, which keeps each of them in memory. Read the number out: (await loss.data())[0].",
    caughtBy: ["step/four-steps-on-one-batch", "record/plain-numbers"],
    subProblem: "record",
    implementation: { train: trainWith({ note: (loss) => loss.clone() }) },
  },
  {
    name: "one-loss-an-epoch",
    teaches: "You keep only the last loss of each epoch. Push one in every step.",
    caughtBy: ["record/a-loss-each-step-and-an-accuracy-each-epoch"],
    subProblem: "record",
    implementation: { train: trainWith({ lossesOf: (losses) => losses.slice(-1) }) },
  },
  {
    name: "last-batch-dropped",
    teaches:
      "You leave out the last batch of an epoch because it is smaller. Its examples are examples, too.",
    caughtBy: [
      "record/a-loss-each-step-and-an-accuracy-each-epoch",
      "record/each-epoch-sees-every-example-once-and-in-an-order-of-its-own",
    ],
    subProblem: "record",
    implementation: { train: trainWith({ dropLast: true }) },
  },
  {
    name: "accuracy-on-the-training-set",
    teaches:
      "You measure the accuracy on the training examples. Whether the model has learned shows on those it has not seen: data.test.",
    caughtBy: ["record/the-test-set-s-accuracy-after-each-epoch"],
    subProblem: "record",
    technique: "testing-loop",
    implementation: { train: trainWith({ judged: ({ train }) => train }) },
  },
  {
    name: "measured-before-the-epoch",
    teaches:
      "You measure before the epoch's steps: your first accuracy is that of an untrained model. Measure after them.",
    caughtBy: ["record/the-test-set-s-accuracy-after-each-epoch"],
    subProblem: "record",
    technique: "testing-loop",
    implementation: { train: trainWith({ judgedFirst: true }) },
  },
  {
    name: "measured-at-the-end-only",
    teaches:
      "You measure once, after all epochs. Measure at the end of each: the curve shows when it stops getting better.",
    caughtBy: [
      "record/a-loss-each-step-and-an-accuracy-each-epoch",
      "record/the-test-set-s-accuracy-after-each-epoch",
    ],
    subProblem: "record",
    technique: "testing-loop",
    implementation: { train: trainWith({ judgedAtTheEndOnly: true }) },
  },
  {
    name: "never-shuffled",
    teaches: "Your training examples come in the same order always. Give the loader shuffle: true.",
    caughtBy: ["record/each-epoch-sees-every-example-once-and-in-an-order-of-its-own"],
    subProblem: "record",
    implementation: { train: trainWith({ shuffle: false }) },
  },
  {
    name: "seed-not-used",
    teaches:
      "Your order does not depend on args.seed, so a run cannot be repeated. Hand the seed to the loader.",
    caughtBy: ["record/the-same-seed-gives-the-same-losses"],
    subProblem: "record",
    implementation: { train: trainWith({ seeded: false }) },
  },
  {
    name: "same-order-each-epoch",
    teaches:
      "You make a loader with the same seed in each epoch, so each has the first one's order. Make the loader once, before the epochs.",
    caughtBy: ["record/each-epoch-sees-every-example-once-and-in-an-order-of-its-own"],
    subProblem: "record",
    implementation: { train: trainWith({ loaderPerEpoch: true }) },
  },
]);
