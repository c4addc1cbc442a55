// Patterns for the axes, and products where a table can be one.
import { einsum, index, rearrange, tf } from "arena/tools";

export function inputsAndTargets(tokens: tf.Tensor2D) {
  const last = tokens.shape[1];
  return [index(tokens, "...", `0:${last - 1}`), index(tokens, "...", `1:${last}`)];
}

export function embed(wE: tf.Tensor2D, tokens: tf.Tensor2D) {
  const rows = tf.oneHot(tokens, wE.shape[0]).toFloat(); // [batch, position, token]
  return einsum("b s t, t m -> b s m", rows, wE);
}

export function headWeights(wO: tf.Tensor2D, head: number, d: number) {
  return index(rearrange(wO, "(h d) m -> h d m", { d }), head);
}

export function rotatePairs(x: tf.Tensor3D) {
  const pairs = rearrange(x, "b s (pair two) -> b s pair two", { two: 2 });
  const quarterTurn = tf.tensor2d([
    [0, -1],
    [1, 0],
  ]); // [out, in]
  return rearrange(einsum("b s p i, o i -> b s p o", pairs, quarterTurn), "b s pair two -> b s (pair two)");
}
