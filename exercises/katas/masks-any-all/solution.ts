import { all, arange, type tf, unsqueeze } from "arena/tools";

/** Which neurons are 0 or below for every example. */
export function deadNeurons(activations: tf.Tensor2D): tf.Tensor1D {
  return all(activations.lessEqual(0), 0) as tf.Tensor1D; // [neuron]
}

/** Which tokens are neither padding nor the end of the text. */
export function realTokens(tokens: tf.Tensor2D, pad: number, end: number): tf.Tensor2D {
  return tokens.notEqual(pad).logicalAnd(tokens.notEqual(end)); // [batch, position]
}

/** Which sequences are predicted without a mistake, where only the counted positions matter. */
export function solvedSequences(
  predicted: tf.Tensor2D,
  target: tf.Tensor2D,
  counts: tf.Tensor2D,
): tf.Tensor1D {
  return all(predicted.equal(target).logicalOr(counts.logicalNot()), 1) as tf.Tensor1D; // [batch]
}

/** Which key each query may see: one that is real and not in its future. */
export function attendable(real: tf.Tensor2D): tf.Tensor3D {
  const places = arange(real.shape[1]); // [key]
  const past = places.lessEqual(unsqueeze(places, 1)); // [query, key]
  return past.logicalAnd(unsqueeze(real, 1)) as tf.Tensor3D; // [batch, query, key]
}
