import { notYet, type tf } from "arena/tools";

/** Which neurons are 0 or below for every example. */
export function deadNeurons(activations: tf.Tensor2D): tf.Tensor1D {
  // activations: [example, neuron]; the result: [neuron], bool
  return notYet(`deadNeurons of [${activations.shape}]`);
}

/** Which tokens are neither padding nor the end of the text. */
export function realTokens(tokens: tf.Tensor2D, pad: number, end: number): tf.Tensor2D {
  // tokens: [batch, position], int32; the result: [batch, position], bool
  return notYet(`realTokens of [${tokens.shape}] without ${pad} and ${end}`);
}

/** Which sequences are predicted without a mistake, where only the counted positions matter. */
export function solvedSequences(
  predicted: tf.Tensor2D,
  target: tf.Tensor2D,
  counts: tf.Tensor2D,
): tf.Tensor1D {
  // predicted and target: [batch, position], int32; counts: [batch, position], bool; the result: [batch], bool
  return notYet(`solvedSequences of [${predicted.shape}], [${target.shape}] and [${counts.shape}]`);
}

/** Which key each query may see: one that is real and not in its future. */
export function attendable(real: tf.Tensor2D): tf.Tensor3D {
  // real: [batch, position], bool; the result: [batch, query, key], bool
  return notYet(`attendable of [${real.shape}]`);
}
