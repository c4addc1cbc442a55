import { index, stack, tf } from "arena/tools";

/** The most likely next token of each prompt. */
export function greedyNext(logits: tf.Tensor3D): tf.Tensor1D {
  return index(logits, ":", -1).argMax(-1); // [batch]
}

/** The epoch with the lowest loss, -1 if there is none; NaN is no loss. */
export function bestEpoch(losses: number[]): number {
  let best = -1;
  for (const [epoch, loss] of losses.entries()) {
    if (Number.isNaN(loss)) continue;
    if (best < 0 || loss < (losses[best] as number)) best = epoch;
  }
  return best;
}

/** The token to which each query of each head attends most. */
export function attendedTokens(pattern: tf.Tensor3D, tokens: tf.Tensor1D): tf.Tensor2D {
  return index(tokens, pattern.argMax(-1)) as tf.Tensor2D; // [head, query]
}

/** The query and the key of each head's largest score. */
export function strongestPairs(scores: tf.Tensor3D): tf.Tensor2D {
  const [heads, , keys] = scores.shape;
  const flat = scores.reshape([heads, -1]).argMax(-1); // [head], a place among query · key
  const width = tf.scalar(keys, "int32"); // []
  return stack([flat.floorDiv(width), flat.mod(width)], 1) as tf.Tensor2D; // [head, 2]
}

/** The share of next tokens that are guessed right, where padding is not asked. */
export function nextTokenAccuracy(logits: tf.Tensor3D, tokens: tf.Tensor2D, pad: number): tf.Scalar {
  const guessed = index(logits, ":", ":-1").argMax(-1); // [batch, position - 1]
  const next = index(tokens, ":", "1:"); // [batch, position - 1]
  const counts = next.notEqual(pad); // [batch, position - 1], bool
  const hits = guessed.equal(next).logicalAnd(counts); // [batch, position - 1], bool
  return hits.toFloat().sum().div(counts.toFloat().sum()); // []
}
