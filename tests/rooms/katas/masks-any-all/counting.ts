// Counts of exceptions, compared with zero.
import { arange, einsum, tf, unsqueeze } from "arena/tools";

export function deadNeurons(activations: tf.Tensor2D) {
  return activations.max(0).lessEqual(0);
}

export function realTokens(tokens: tf.Tensor2D, pad: number, end: number) {
  return tokens
    .sub(tf.scalar(pad, "int32"))
    .mul(tokens.sub(tf.scalar(end, "int32")))
    .notEqual(0);
}

export function solvedSequences(predicted: tf.Tensor2D, target: tf.Tensor2D, counts: tf.Tensor2D) {
  const mistakes = predicted.notEqual(target).toInt().mul(counts.toInt()).sum(1); // [batch]
  return mistakes.equal(0);
}

export function attendable(real: tf.Tensor2D) {
  const places = arange(real.shape[1]);
  const past = places.sub(unsqueeze(places, 1)).lessEqual(0).toFloat(); // [query, key]
  return einsum("b k, q k -> b q k", real.toFloat(), past).greater(0.5);
}
