import { type Dataset, type nn, notYet, type tf } from "arena/tools";

/** Images [n, 1, height, width] and the class of each, int32 [n]. */
export type Examples = Dataset<[images: tf.Tensor4D, labels: tf.Tensor1D]>;

export interface TrainingArgs {
  readonly batchSize: number;
  readonly epochs: number;
  readonly learningRate: number;
  /** Determines the order of the training examples. */
  readonly seed: number;
}

export interface History {
  /** One number a step: the mean loss of its batch. */
  readonly lossList: number[];
  /** One number an epoch: the share of the test examples that is right after it. */
  readonly accuracyList: number[];
}

/** The share of examples whose largest logit is that of their class. */
export async function evaluate(model: nn.Module, examples: Examples, batchSize: number): Promise<number> {
  // model.call(images): [batch, 1, height, width] -> logits [batch, class]
  return notYet(
    `the accuracy of ${model.constructor.name} on ${examples.length} examples in batches of ${batchSize}`,
  );
}

/** Trains the model with Adam on the mean cross entropy, and evaluates it after each epoch. */
export async function train(
  model: nn.Module,
  data: { train: Examples; test: Examples },
  args: TrainingArgs,
): Promise<History> {
  return notYet(`${args.epochs} epochs of ${model.constructor.name} on ${data.train.length} examples`);
}
