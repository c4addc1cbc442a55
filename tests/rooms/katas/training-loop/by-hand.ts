// Cross entropies from log-softmax, gradients that are weighted afterwards, one function for all loops.
import { backward, gather, index, logSoftmax, nn, optim, type tf, unsqueeze } from "arena/tools";

type Batch = readonly [tf.Tensor, tf.Tensor1D];

function summedLoss(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  return gather(logSoftmax(logits, -1), -1, unsqueeze(labels, -1)).sum().neg(); // []
}

/** Adds the gradient of the mean loss of `examples` examples, of which these are some. */
async function accumulate(model: nn.Module, [inputs, labels]: Batch, examples: number): Promise<number> {
  const loss = backward(() => summedLoss(model.call(inputs), labels).div(examples), model.parameters());
  return (await loss.data())[0] as number;
}

export async function accumulatedStep(
  model: nn.Module,
  optimizer: optim.AnyOptimizer,
  microBatches: readonly Batch[],
): Promise<number> {
  const examples = microBatches.reduce((n, [, labels]) => n + labels.shape[0], 0);
  const losses: number[] = [];
  for (const batch of microBatches) losses.push(await accumulate(model, batch, examples));
  optimizer.step();
  for (const parameter of model.parameters()) parameter.grad = null;
  return losses.reduce((a, b) => a + b, 0);
}

export function trainStep(model: nn.Module, optimizer: optim.AnyOptimizer, batch: Batch): Promise<number> {
  return accumulatedStep(model, optimizer, [batch]);
}

export async function trainEpoch(
  model: nn.Module,
  optimizer: optim.AnyOptimizer,
  batches: Iterable<Batch>,
): Promise<number> {
  const sums: number[] = [];
  let seen = 0;
  for (const batch of batches) {
    model.train();
    sums.push((await trainStep(model, optimizer, batch)) * batch[1].shape[0]);
    seen += batch[1].shape[0];
  }
  return sums.reduce((a, b) => a + b, 0) / seen;
}

export async function trainOnTokens(
  model: nn.Module,
  batches: Iterable<tf.Tensor2D>,
  { lr, warmup, maxNorm }: { lr: number; warmup: number; maxNorm: number },
): Promise<number[]> {
  const parameters = model.parameters();
  const optimizer = new optim.AdamW(parameters, { lr: lr / warmup });
  const losses: Promise<number>[] = [];
  for (const tokens of batches) {
    const loss = backward(() => {
      const logits = model.call(index(tokens, ":", ":-1")); // [batch, position - 1, token]
      const next = index(tokens, ":", "1:"); // [batch, position - 1]
      return summedLoss(logits, next).div(next.size);
    }, parameters);
    nn.clipGradNorm(parameters, maxNorm);
    optimizer.step();
    optimizer.zeroGrad();
    losses.push(loss.data().then(([value]) => value as number));
    for (const group of optimizer.paramGroups) group.lr = lr * Math.min(1, (losses.length + 1) / warmup);
  }
  return Promise.all(losses);
}
