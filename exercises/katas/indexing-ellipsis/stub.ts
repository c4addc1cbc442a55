import { notYet, type tf } from "arena/tools";

/** The logits of the last position, whatever stands in front. */
export function lastPosition(logits: tf.Tensor): tf.Tensor {
  // logits: [..., position, token]; the result: [..., token]
  return notYet(`lastPosition of [${logits.shape}]`);
}

/** An attention pattern without its first key, scaled so that each row sums to 1 again. */
export function withoutFirstKey(pattern: tf.Tensor): tf.Tensor {
  // pattern: [..., query, key]; the result: [..., query, key - 1]
  return notYet(`withoutFirstKey of [${pattern.shape}]`);
}

/** The first half of the features times the sigmoid of the second half, as a gated linear unit has it. */
export function gated(x: tf.Tensor): tf.Tensor {
  // x: [..., 2·d]; the result: [..., d]
  return notYet(`gated of [${x.shape}]`);
}

/** How much a head attends from each position to the one before, on average. */
export function previousTokenScore(pattern: tf.Tensor): tf.Tensor {
  // pattern: [..., query, key], as many queries as keys; the result: [...]
  return notYet(`previousTokenScore of [${pattern.shape}]`);
}
