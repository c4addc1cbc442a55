// All logits of the test set are collected and joined; losses are read at the end of each epoch, in one go.
import {
  backward,
  concatenate,
  DataLoader,
  type Dataset,
  evalMode,
  nn,
  noGrad,
  optim,
  stack,
  type tf,
} from "arena/tools";

type Examples = Dataset<[tf.Tensor4D, tf.Tensor1D]>;
interface Args {
  batchSize: number;
  epochs: number;
  learningRate: number;
  seed: number;
}

export const evaluate = async (model: nn.Module, examples: Examples, batchSize: number): Promise<number> => {
  using _mode = evalMode(model);
  using _constants = noGrad();
  const batches = [...new DataLoader(examples, { batchSize })];
  const logits = concatenate(batches.map(([images]) => model.call(images) as tf.Tensor)); // [n, class]
  const labels = concatenate(batches.map(([, classes]) => classes)); // [n]
  const [accuracy = 0] = await logits.argMax(1).equal(labels).cast("float32").mean().data();
  return accuracy;
};

export const train = async (model: nn.Module, data: { train: Examples; test: Examples }, args: Args) => {
  const params = model.parameters();
  const optimizer = new optim.Adam(params, { lr: args.learningRate });
  const loader = new DataLoader(data.train, { batchSize: args.batchSize, shuffle: true, seed: args.seed });
  const lossList: number[] = [];
  const accuracyList: number[] = [];
  while (accuracyList.length < args.epochs) {
    model.train();
    const losses: tf.Tensor[] = [];
    for (const [images, labels] of loader) {
      model.zeroGrad();
      losses.push(
        backward(
          () =>
            nn.functional.crossEntropy(model.call(images) as tf.Tensor, labels, { reduction: "none" }).mean(),
          params,
        ),
      );
      optimizer.step();
    }
    lossList.push(...(await stack(losses).data())); // [step]
    accuracyList.push(await evaluate(model, data.test, args.batchSize));
  }
  return { lossList, accuracyList };
};
