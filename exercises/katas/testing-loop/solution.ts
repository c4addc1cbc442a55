import {
  evalMode,
  gather,
  index,
  logSoftmax,
  type nn,
  noGrad,
  softmax,
  squeeze,
  type tf,
  unsqueeze,
  where,
} from "arena/tools";

/** Inputs [batch, ...] and the class of each, int32 [batch]. */
export type Batch = readonly [inputs: tf.Tensor, labels: tf.Tensor1D];

/** In how many rows the largest logit is that of the label. */
export async function countRight(logits: tf.Tensor2D, labels: tf.Tensor1D): Promise<number> {
  return numberOf(logits.argMax(-1).equal(labels).sum());
}

/** What the model holds each class for, in evaluation mode and as a constant. */
export function probabilities(model: nn.Module, inputs: tf.Tensor): tf.Tensor2D {
  using _ = measuring(model);
  return softmax(model.call(inputs)) as tf.Tensor2D; // [batch, class]
}

/** The share of all examples whose largest logit is that of their label. */
export async function accuracy(model: nn.Module, batches: Iterable<Batch>): Promise<number> {
  using _ = measuring(model);
  let [right, examples] = [0, 0];
  for (const [inputs, labels] of batches) {
    right += await countRight(model.call(inputs) as tf.Tensor2D, labels);
    examples += labels.size;
  }
  return right / examples;
}

/** Between how many tokens the model wavers: exp of the mean surprise at every real token with one before it. */
export async function perplexity(
  model: nn.Module,
  batches: Iterable<tf.Tensor2D>,
  pad: number,
): Promise<number> {
  using _ = measuring(model);
  let [surprise, count] = [0, 0];
  for (const tokens of batches) {
    const logProbs = logSoftmax(model.call(index(tokens, ":", ":-1"))); // [batch, position - 1, token]
    const next = index(tokens, ":", "1:"); // [batch, position - 1]
    const picked = squeeze(gather(logProbs, -1, unsqueeze(next, -1)), -1); // [batch, position - 1]
    const real = next.notEqual(pad); // [batch, position - 1], bool
    surprise -= await numberOf(where(real, picked, 0).sum());
    count += await numberOf(real.sum());
  }
  return Math.exp(surprise / count);
}

/** Evaluation mode and no gradients until the end of the block; then everything is as before. */
function measuring(model: nn.Module): Disposable {
  const scope = new DisposableStack();
  scope.use(evalMode(model));
  scope.use(noGrad());
  return scope;
}

/** The number in a scalar, which is freed. */
async function numberOf(scalar: tf.Tensor): Promise<number> {
  const [value = Number.NaN] = await scalar.data();
  scalar.dispose();
  return value;
}
