import { arange, type nn, type tf, unsqueeze, where } from "arena/tools";

/** A layer that keeps the mean of what it has seen. */
export interface Tracking {
  runningMean: nn.Buffer;
}

/** The middle one of the losses by size, or the mean of the two in the middle. */
export function medianLoss(losses: number[]): number {
  const sorted = losses.toSorted((a, b) => a - b);
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** The logits with -Infinity for each of these tokens. */
export function suppress(logits: tf.Tensor2D, tokens: number[]): tf.Tensor2D {
  const places = arange(logits.shape[1]); // [token]
  let left: tf.Tensor = logits; // [batch, token]
  for (const token of tokens) left = where(places.equal(token), -Infinity, left); // [batch, token]
  return left as tf.Tensor2D;
}

/** Moves the layer's running mean towards the mean of the batch. */
export function updateMean(layer: Tracking, batch: tf.Tensor2D, momentum: number): void {
  const kept = layer.runningMean.mul(1 - momentum); // [feature]
  layer.runningMean.assign(kept.add(batch.mean(0).mul(momentum))); // [feature]
}

/** Begins the dead units anew: fresh weights, and no bias. */
export function reviveUnits(layer: nn.Linear, dead: tf.Tensor1D, fresh: tf.Tensor2D): void {
  layer.weight.assign(where(unsqueeze(dead, 1), fresh, layer.weight)); // [unit, in]
  if (layer.bias !== null) layer.bias.assign(where(dead, 0, layer.bias)); // [unit]
}

/** Lets the unembedding use the embedding's own matrix. */
export function tieWeights(embedding: nn.Embedding, unembed: nn.Linear): void {
  unembed.weight = embedding.weight; // [token, model]
}
