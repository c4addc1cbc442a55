// Copies of arrays, one mask of all tokens, the mean moved by a share, factors instead of where.
import { type nn, tf } from "arena/tools";

export function medianLoss(losses: number[]): number {
  const sorted = Float64Array.from(losses).sort();
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}

export function suppress(logits: tf.Tensor2D, tokens: number[]): tf.Tensor {
  const penalty = Array.from({ length: logits.shape[1] }, (_, token) =>
    tokens.includes(token) ? Number.NEGATIVE_INFINITY : 0,
  );
  return logits.add(tf.tensor1d(penalty)); // [batch, token]
}

export function updateMean(layer: { runningMean: nn.Buffer }, batch: tf.Tensor2D, momentum: number): void {
  const { runningMean } = layer;
  const gap = tf.mean(batch, 0).sub(runningMean); // [feature]
  runningMean.assign(runningMean.add(gap.mul(momentum)));
}

export function reviveUnits(layer: nn.Linear, dead: tf.Tensor1D, fresh: tf.Tensor2D): void {
  const renewed = dead.toFloat(); // [unit]
  const kept = tf.sub(1, renewed); // [unit]
  layer.weight.assign(layer.weight.mul(kept.reshape([-1, 1])).add(fresh.mul(renewed.reshape([-1, 1]))));
  layer.bias?.assign(layer.bias.mul(kept));
}

export function tieWeights(embedding: nn.Embedding, unembed: nn.Linear): void {
  Object.assign(unembed, { weight: embedding.weight });
}
