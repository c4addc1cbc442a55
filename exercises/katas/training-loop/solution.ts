import { backward, index, nn, optim, rearrange, type tf } from "arena/tools";

/** Inputs [batch, ...] and the class of each, int32 [batch]. */
export type Batch = readonly [inputs: tf.Tensor, labels: tf.Tensor1D];

export interface TokenTraining {
  /** The learning rate once the model is warm. */
  readonly lr: number;
  /** Steps until then: step s, counted from 1, is taken at s / warmup of it. */
  readonly warmup: number;
  /** The norm of all gradients together is cut down to this. */
  readonly maxNorm: number;
}

/** One step on one batch. The result is its mean cross entropy before the step. */
export async function trainStep(
  model: nn.Module,
  optimizer: optim.AnyOptimizer,
  [inputs, labels]: Batch,
): Promise<number> {
  const lossOf = () => nn.functional.crossEntropy(model.call(inputs), labels); // []
  const loss = backward(lossOf, model.parameters()); // []
  optimizer.step();
  optimizer.zeroGrad();
  return numberOf(loss);
}

/** A step on each batch, in training mode. The result is the mean loss of the epoch's examples. */
export async function trainEpoch(
  model: nn.Module,
  optimizer: optim.AnyOptimizer,
  batches: Iterable<Batch>,
): Promise<number> {
  model.train();
  let [total, examples] = [0, 0];
  for (const batch of batches) {
    const size = batch[1].size;
    total += (await trainStep(model, optimizer, batch)) * size;
    examples += size;
  }
  return total / examples;
}

/** One step on a batch that comes in pieces. The result is the mean loss of all their examples. */
export async function accumulatedStep(
  model: nn.Module,
  optimizer: optim.AnyOptimizer,
  microBatches: readonly Batch[],
): Promise<number> {
  const examples = microBatches.reduce((sum, [, labels]) => sum + labels.size, 0);
  let total = 0;
  for (const [inputs, labels] of microBatches) {
    const share = labels.size / examples;
    const lossOf = () => nn.functional.crossEntropy(model.call(inputs), labels).mul(share); // []
    total += await numberOf(backward(lossOf, model.parameters()));
  }
  optimizer.step();
  optimizer.zeroGrad();
  return total;
}

/** Trains a language model by AdamW, with a warm-up and clipped gradients. The result is the loss of each step. */
export async function trainOnTokens(
  model: nn.Module,
  batches: Iterable<tf.Tensor2D>,
  { lr, warmup, maxNorm }: TokenTraining,
): Promise<number[]> {
  const optimizer = new optim.AdamW(model.parameters(), { lr });
  const schedule = new optim.LambdaLR(optimizer, (step) => Math.min(1, (step + 1) / warmup));
  const losses: number[] = [];
  for (const tokens of batches) {
    const loss = backward(() => nextTokenLoss(model, tokens), model.parameters()); // []
    nn.clipGradNorm(model.parameters(), maxNorm);
    optimizer.step();
    optimizer.zeroGrad();
    schedule.step();
    losses.push(await numberOf(loss));
  }
  optimizer.dispose();
  return losses;
}

/** The mean cross entropy of every token of [batch, position] that has one before it. */
function nextTokenLoss(model: nn.Module, tokens: tf.Tensor2D): tf.Tensor {
  const logits = model.call(index(tokens, ":", ":-1")); // [batch, position - 1, token]
  const next = index(tokens, ":", "1:"); // [batch, position - 1]
  return nn.functional.crossEntropy(
    rearrange(logits, "batch position token -> (batch position) token"),
    rearrange(next, "batch position -> (batch position)"),
  ); // []
}

/** The number in a scalar, which is freed. */
async function numberOf(loss: tf.Scalar): Promise<number> {
  const [value = Number.NaN] = await loss.data();
  loss.dispose();
  return value;
}
