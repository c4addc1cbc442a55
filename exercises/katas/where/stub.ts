import { notYet, type tf } from "arena/tools";

/** The weights of which the size is at least the threshold; the others are 0. */
export function prune(weights: tf.Tensor, threshold: number): tf.Tensor {
  // weights: any shape; the result has the same
  return notYet(`prune of [${weights.shape}] at ${threshold}`);
}

/** The corrupted run with the chosen positions taken from the clean one. */
export function patchPositions(clean: tf.Tensor3D, corrupted: tf.Tensor3D, chosen: tf.Tensor2D): tf.Tensor3D {
  // clean and corrupted: [batch, position, model]; chosen: [batch, position], bool
  // the result: [batch, position, model]
  return notYet(`patchPositions of [${clean.shape}], [${corrupted.shape}] and [${chosen.shape}]`);
}

/** Attention scores in which no query sees a key of its future. */
export function causalScores(scores: tf.Tensor4D): tf.Tensor4D {
  // scores: [batch, head, query, key], as many keys as queries or more; the result has the same shape
  return notYet(`causalScores of [${scores.shape}]`);
}

/** The entropy of each distribution, in nats; an entry of 0 counts 0 and sends back a finite gradient. */
export function entropy(p: tf.Tensor): tf.Tensor {
  // p: [..., class], sums to 1 along the last axis; the result: [...]
  return notYet(`entropy of [${p.shape}]`);
}
