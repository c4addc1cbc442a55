import { arange, type tf, unsqueeze, where } from "arena/tools";

/** The weights of which the size is at least the threshold; the others are 0. */
export function prune(weights: tf.Tensor, threshold: number): tf.Tensor {
  return where(weights.abs().greaterEqual(threshold), weights, 0);
}

/** The corrupted run with the chosen positions taken from the clean one. */
export function patchPositions(clean: tf.Tensor3D, corrupted: tf.Tensor3D, chosen: tf.Tensor2D): tf.Tensor3D {
  return where(unsqueeze(chosen, -1), clean, corrupted) as tf.Tensor3D; // [batch, position, model]
}

/** Attention scores in which no query sees a key of its future. */
export function causalScores(scores: tf.Tensor4D): tf.Tensor4D {
  const [, , queries, keys] = scores.shape;
  const now = unsqueeze(arange(keys - queries, keys), -1); // [query, 1], the place of each query
  return where(arange(keys).lessEqual(now), scores, -Infinity) as tf.Tensor4D;
}

/** The entropy of each distribution, in nats; an entry of 0 counts 0 and sends back a finite gradient. */
export function entropy(p: tf.Tensor): tf.Tensor {
  const safe = where(p.greater(0), p, 1); // [..., class], whose logarithm is finite everywhere
  return p.mul(safe.log()).sum(-1).neg(); // [...]
}
