import { backward, DataLoader, type Dataset, evalMode, nn, optim, tf } from "arena/tools";

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

/** The share of examples whose largest logit is that of their class. The model evaluates, and is left as it was. */
export async function evaluate(model: nn.Module, examples: Examples, batchSize: number): Promise<number> {
  using _ = evalMode(model);
  let right = 0;
  for (const [images, labels] of new DataLoader(examples, { batchSize })) {
    const hits = tf.tidy(() => {
      const predicted = model.call(images).argMax(-1); // [batch]
      return predicted.equal(labels).sum(); // []
    });
    right += (await hits.data())[0] ?? 0;
    tf.dispose([images, labels, hits]);
  }
  return right / examples.length;
}

/** Trains the model with Adam on the mean cross entropy, and evaluates it after each epoch. */
export async function train(
  model: nn.Module,
  data: { train: Examples; test: Examples },
  args: TrainingArgs,
): Promise<History> {
  const { batchSize, epochs, learningRate, seed } = args;
  const optimizer = new optim.Adam(model.parameters(), { lr: learningRate });
  const loader = new DataLoader(data.train, { batchSize, shuffle: true, seed });
  const history: History = { lossList: [], accuracyList: [] };
  for (let epoch = 0; epoch < epochs; epoch++) {
    model.train();
    for (const [images, labels] of loader) {
      const lossOf = () => nn.functional.crossEntropy(model.call(images), labels); // []
      const loss = backward(lossOf, model.parameters()); // []
      optimizer.step();
      optimizer.zeroGrad();
      history.lossList.push((await loss.data())[0] ?? Number.NaN);
      tf.dispose([images, labels, loss]);
    }
    history.accuracyList.push(await evaluate(model, data.test, batchSize));
  }
  optimizer.dispose();
  return history;
}
