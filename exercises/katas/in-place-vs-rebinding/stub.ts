import { type nn, notYet, type tf } from "arena/tools";

/** A layer that keeps the mean of what it has seen. */
export interface Tracking {
  runningMean: nn.Buffer;
}

/** The middle one of the losses by size, or the mean of the two in the middle. */
export function medianLoss(losses: number[]): number {
  // losses: at least one; the array is to stay as it is
  return notYet(`medianLoss of ${losses.length} losses`);
}

/** The logits with -Infinity for each of these tokens. */
export function suppress(logits: tf.Tensor2D, tokens: number[]): tf.Tensor2D {
  // logits: [batch, token]; the result: [batch, token]
  return notYet(`suppress of tokens ${tokens} in [${logits.shape}]`);
}

/** Moves the layer's running mean towards the mean of the batch. */
export function updateMean(layer: Tracking, batch: tf.Tensor2D, momentum: number): void {
  // layer.runningMean: [feature]; batch: [batch, feature]
  notYet(`updateMean of [${layer.runningMean.shape}] by [${batch.shape}] with momentum ${momentum}`);
}

/** Begins the dead units anew: fresh weights, and no bias. */
export function reviveUnits(layer: nn.Linear, dead: tf.Tensor1D, fresh: tf.Tensor2D): void {
  // layer.weight and fresh: [unit, in]; dead: [unit], bool
  notYet(`reviveUnits of [${layer.weight.shape}] with [${dead.shape}] and [${fresh.shape}]`);
}

/** Lets the unembedding use the embedding's own matrix. */
export function tieWeights(embedding: nn.Embedding, unembed: nn.Linear): void {
  // both weights: [token, model]
  notYet(`tieWeights of [${embedding.weight.shape}] and [${unembed.weight.shape}]`);
}
