import { type nn, notYet, type optim, type tf } from "arena/tools";

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
  // model.call(inputs): logits [batch, class]; labels: [batch], int32
  return notYet(
    `trainStep of ${model.constructor.name} by ${optimizer.constructor.name} on [${inputs.shape}] and [${labels.shape}]`,
  );
}

/** A step on each batch, in training mode. The result is the mean loss of the epoch's examples. */
export async function trainEpoch(
  model: nn.Module,
  optimizer: optim.AnyOptimizer,
  batches: Iterable<Batch>,
): Promise<number> {
  // the last batch may be smaller than the others
  return notYet(
    `trainEpoch of ${model.constructor.name} by ${optimizer.constructor.name} on ${typeof batches}`,
  );
}

/** One step on a batch that comes in pieces. The result is the mean loss of all their examples. */
export async function accumulatedStep(
  model: nn.Module,
  optimizer: optim.AnyOptimizer,
  microBatches: readonly Batch[],
): Promise<number> {
  // the pieces need not be of one size
  return notYet(
    `accumulatedStep of ${model.constructor.name} by ${optimizer.constructor.name} on ${microBatches.length} pieces`,
  );
}

/** Trains a language model by AdamW, with a warm-up and clipped gradients. The result is the loss of each step. */
export async function trainOnTokens(
  model: nn.Module,
  batches: Iterable<tf.Tensor2D>,
  { lr, warmup, maxNorm }: TokenTraining,
): Promise<number[]> {
  // batches of tokens [batch, position], int32; model.call of it: logits [batch, position, token]
  return notYet(
    `trainOnTokens of ${model.constructor.name} on ${typeof batches}, ${lr}, ${warmup} and ${maxNorm}`,
  );
}
