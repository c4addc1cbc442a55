import { notYet, type tf } from "arena/tools";

/** The output of a probe with a single unit, without the axis of that unit. */
export function scores(probe: tf.Tensor3D): tf.Tensor2D {
  // probe: [batch, position, 1]; the result: [batch, position]
  return notYet(`scores of [${probe.shape}]`);
}

/** Feature maps with the bias of each channel added. */
export function addBias(maps: tf.Tensor4D, bias: tf.Tensor1D): tf.Tensor4D {
  // maps: [batch, channel, height, width]; bias: [channel]
  // the result: [batch, channel, height, width]
  return notYet(`addBias of [${maps.shape}] and [${bias.shape}]`);
}

/** The sum of vectors, each times its weight. */
export function mix(weights: tf.Tensor2D, vectors: tf.Tensor3D): tf.Tensor2D {
  // weights: [batch, key]; vectors: [batch, key, d]; the result: [batch, d]
  return notYet(`mix of [${weights.shape}] and [${vectors.shape}]`);
}

/** Each matrix of a batch applied to the vector of the same place. */
export function applyEach(matrices: tf.Tensor3D, vectors: tf.Tensor2D): tf.Tensor2D {
  // matrices: [batch, out, in]; vectors: [batch, in]; the result: [batch, out]
  return notYet(`applyEach of [${matrices.shape}] and [${vectors.shape}]`);
}
