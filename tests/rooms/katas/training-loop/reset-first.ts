// Gradients are reset before they are computed, rates are set by hand, and nothing is shared.
import { backward, nn, optim, tf } from "arena/tools";

type Batch = readonly [tf.Tensor, tf.Tensor1D];

export const trainStep = async (model: nn.Module, optimizer: optim.AnyOptimizer, batch: Batch) => {
  const [x, y] = batch;
  optimizer.zeroGrad();
  const loss = backward(
    () => tf.tidy(() => nn.functional.crossEntropy(model.call(x), y)),
    model.parameters(),
  );
  optimizer.step();
  const numbers = await loss.array();
  return numbers;
};

export const trainEpoch = async (
  model: nn.Module,
  optimizer: optim.AnyOptimizer,
  batches: Iterable<Batch>,
) => {
  const losses: { loss: number; size: number }[] = [];
  model.train(true);
  for (const [x, y] of batches) {
    optimizer.zeroGrad();
    const loss = backward(() => nn.functional.crossEntropy(model.call(x), y), model.parameters());
    optimizer.step();
    losses.push({ loss: loss.arraySync(), size: y.shape[0] });
    tf.dispose([x, y]);
  }
  const n = losses.reduce((sum, { size }) => sum + size, 0);
  return losses.reduce((mean, { loss, size }) => mean + (loss * size) / n, 0);
};

export const accumulatedStep = async (
  model: nn.Module,
  optimizer: optim.AnyOptimizer,
  microBatches: readonly Batch[],
) => {
  let n = 0;
  for (const [, y] of microBatches) n += y.size;
  optimizer.zeroGrad();
  let loss = 0;
  for (const [x, y] of microBatches) {
    const summed = backward(
      () => nn.functional.crossEntropy(model.call(x), y, { reduction: "sum" }).div(n),
      model.parameters(),
    );
    loss += (await summed.data())[0] as number;
  }
  optimizer.step();
  return loss;
};

export const trainOnTokens = async (
  model: nn.Module,
  batches: Iterable<tf.Tensor2D>,
  args: { lr: number; warmup: number; maxNorm: number },
) => {
  const losses: number[] = [];
  const optimizer = new optim.AdamW(model.parameters(), { lr: args.lr });
  let step = 0;
  for (const tokens of batches) {
    step++;
    for (const group of optimizer.paramGroups)
      group.lr = step < args.warmup ? (args.lr * step) / args.warmup : args.lr;
    optimizer.zeroGrad();
    const [rows, columns] = tokens.shape;
    const loss = backward(() => {
      const logits = model.call(tokens.slice([0, 0], [rows, columns - 1]));
      const targets = tokens.slice([0, 1]).flatten();
      const classes = logits.shape.at(-1) as number;
      return nn.functional.crossEntropy(logits.reshape([-1, classes]), targets);
    }, model.parameters());
    nn.clipGradNorm(model.parameters(), args.maxNorm);
    optimizer.step();
    losses.push(await loss.array());
  }
  return losses;
};
