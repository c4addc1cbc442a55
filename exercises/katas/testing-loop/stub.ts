import { type nn, notYet, type tf } from "arena/tools";

/** Inputs [batch, ...] and the class of each, int32 [batch]. */
export type Batch = readonly [inputs: tf.Tensor, labels: tf.Tensor1D];

/** In how many rows the largest logit is that of the label. */
export async function countRight(logits: tf.Tensor2D, labels: tf.Tensor1D): Promise<number> {
  // logits: [batch, class]; labels: [batch], int32
  return notYet(`countRight of [${logits.shape}] and [${labels.shape}]`);
}

/** What the model holds each class for, in evaluation mode and as a constant. */
export function probabilities(model: nn.Module, inputs: tf.Tensor): tf.Tensor2D {
  // model.call(inputs): logits [batch, class]; the result: [batch, class], each row adds up to 1
  return notYet(`probabilities of ${model.constructor.name} on [${inputs.shape}]`);
}

/** The share of all examples whose largest logit is that of their label. */
export async function accuracy(model: nn.Module, batches: Iterable<Batch>): Promise<number> {
  // the last batch may be smaller than the others
  return notYet(`accuracy of ${model.constructor.name} on ${typeof batches}`);
}

/** Between how many tokens the model wavers: exp of the mean surprise at every real token with one before it. */
export async function perplexity(
  model: nn.Module,
  batches: Iterable<tf.Tensor2D>,
  pad: number,
): Promise<number> {
  // batches of tokens [batch, position], int32; model.call of it: logits [batch, position, token]
  return notYet(`perplexity of ${model.constructor.name} on ${typeof batches}, padded by ${pad}`);
}
