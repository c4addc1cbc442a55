import { notYet, type tf } from "arena/tools";

/** The most likely next token of each prompt. */
export function greedyNext(logits: tf.Tensor3D): tf.Tensor1D {
  // logits: [batch, position, token]; the result: [batch], int32
  return notYet(`greedyNext of [${logits.shape}]`);
}

/** The epoch with the lowest loss, -1 if there is none; NaN is no loss. */
export function bestEpoch(losses: number[]): number {
  // losses: one plain number an epoch; the result: a plain number
  return notYet(`bestEpoch of ${losses.length} losses`);
}

/** The token to which each query of each head attends most. */
export function attendedTokens(pattern: tf.Tensor3D, tokens: tf.Tensor1D): tf.Tensor2D {
  // pattern: [head, query, key]; tokens: [key], int32; the result: [head, query], int32
  return notYet(`attendedTokens of [${pattern.shape}] and [${tokens.shape}]`);
}

/** The query and the key of each head's largest score. */
export function strongestPairs(scores: tf.Tensor3D): tf.Tensor2D {
  // scores: [head, query, key]; the result: [head, 2], int32, first the query, then the key
  return notYet(`strongestPairs of [${scores.shape}]`);
}

/** The share of next tokens that are guessed right, where padding is not asked. */
export function nextTokenAccuracy(logits: tf.Tensor3D, tokens: tf.Tensor2D, pad: number): tf.Scalar {
  // logits: [batch, position, token]; tokens: [batch, position], int32; the result: [], float32
  return notYet(`nextTokenAccuracy of [${logits.shape}] and [${tokens.shape}] without ${pad}`);
}
