// einops and einsum have their own dots.
import { einsum, index, rearrange, reduce, tf } from "arena/tools";

export function lastPosition(logits: tf.Tensor) {
  const back = tf.reverse(logits, -2);
  return index(back, "...", "0:1", ":").squeeze([logits.rank - 2]);
}

export function withoutFirstKey(pattern: tf.Tensor) {
  const total = reduce(pattern, "... key -> ... 1", "sum").sub(index(pattern, "...", ":1"));
  return index(pattern, "...", "1:").div(total);
}

export function gated(x: tf.Tensor) {
  const halves = rearrange(x, "... (half d) -> half ... d", { half: 2 });
  return index(halves, 0).mul(tf.sigmoid(index(halves, 1)));
}

export function previousTokenScore(pattern: tf.Tensor) {
  const square = index(pattern, "...", "1:", ":-1"); // [..., query - 1, key - 1]
  return einsum("... s s -> ...", square).div(square.shape.at(-1) ?? 1);
}
