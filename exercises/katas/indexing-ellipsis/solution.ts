import { arange, index, type tf } from "arena/tools";

/** The logits of the last position, whatever stands in front. */
export function lastPosition(logits: tf.Tensor): tf.Tensor {
  return index(logits, "...", -1, ":"); // [..., token]
}

/** An attention pattern without its first key, scaled so that each row sums to 1 again. */
export function withoutFirstKey(pattern: tf.Tensor): tf.Tensor {
  const rest = index(pattern, "...", "1:"); // [..., query, key - 1]
  return rest.div(rest.sum(-1, true));
}

/** The first half of the features times the sigmoid of the second half, as a gated linear unit has it. */
export function gated(x: tf.Tensor): tf.Tensor {
  const d = (x.shape.at(-1) ?? 0) / 2;
  return index(x, "...", `:${d}`).mul(index(x, "...", `${d}:`).sigmoid()); // [..., d]
}

/** How much a head attends from each position to the one before, on average. */
export function previousTokenScore(pattern: tf.Tensor): tf.Tensor {
  const length = pattern.shape.at(-1) ?? 0;
  const before = index(pattern, "...", arange(1, length), arange(length - 1)); // [..., query - 1]
  return before.mean(-1); // [...]
}
