// No loader and no scopes: permutations, slices, a loss written out, explicit calls of eval() and train().
import { backward, type Dataset, gather, type nn, optim, random, squeeze, tf, unsqueeze } from "arena/tools";

type Examples = Dataset<[tf.Tensor4D, tf.Tensor1D]>;

function batches(n: number, size: number, order: readonly number[]): number[][] {
  return Array.from({ length: Math.ceil(n / size) }, (_, b) => order.slice(b * size, (b + 1) * size));
}

export async function evaluate(model: nn.Module, examples: Examples, batchSize: number): Promise<number> {
  const before = model.training;
  model.eval();
  const inOrder = Array.from({ length: examples.length }, (_, i) => i);
  let wrong = 0;
  for (const rows of batches(examples.length, batchSize, inOrder)) {
    const [images, labels] = examples.take(rows);
    const predicted = await (model.call(images) as tf.Tensor).argMax(1).data(); // [batch]
    const right = await labels.data(); // [batch]
    wrong += rows.filter((_, i) => predicted[i] !== right[i]).length;
  }
  model.train(before);
  return 1 - wrong / examples.length;
}

export async function train(
  model: nn.Module,
  { train: examples, test }: { train: Examples; test: Examples },
  args: { batchSize: number; epochs: number; learningRate: number; seed: number },
): Promise<{ lossList: number[]; accuracyList: number[] }> {
  const generator = random(args.seed);
  const optimizer = new optim.Adam(model.parameters(), { lr: args.learningRate });
  const lossList: number[] = [];
  const accuracyList: number[] = [];
  for (const _ of Array(args.epochs)) {
    const order = Array.from(await generator.permutation(examples.length).data());
    for (const rows of batches(examples.length, args.batchSize, order)) {
      model.train();
      const [images, labels] = examples.take(rows);
      optimizer.zeroGrad();
      const loss = backward(() => {
        const logProbs = tf.logSoftmax(model.call(images) as tf.Tensor); // [batch, class]
        return squeeze(gather(logProbs, 1, unsqueeze(labels, 1)), 1)
          .mean()
          .neg(); // []
      }, model.parameters());
      optimizer.step();
      lossList.push(loss.dataSync()[0]!);
    }
    accuracyList.push(await evaluate(model, test, args.batchSize));
  }
  return { lossList, accuracyList };
}
