import { squeeze, tf, unsqueeze } from "arena/tools";

/** The output of a probe with a single unit, without the axis of that unit. */
export function scores(probe: tf.Tensor3D): tf.Tensor2D {
  return squeeze(probe, -1) as tf.Tensor2D; // [batch, position]
}

/** Feature maps with the bias of each channel added. */
export function addBias(maps: tf.Tensor4D, bias: tf.Tensor1D): tf.Tensor4D {
  return maps.add(unsqueeze(unsqueeze(bias, -1), -1)); // [channel, 1, 1] over the pixels
}

/** The sum of vectors, each times its weight. */
export function mix(weights: tf.Tensor2D, vectors: tf.Tensor3D): tf.Tensor2D {
  return unsqueeze(weights, -1).mul(vectors).sum(1) as tf.Tensor2D; // [batch, d]
}

/** Each matrix of a batch applied to the vector of the same place. */
export function applyEach(matrices: tf.Tensor3D, vectors: tf.Tensor2D): tf.Tensor2D {
  return squeeze(tf.matMul(matrices, unsqueeze(vectors, -1)), -1) as tf.Tensor2D; // [batch, out]
}
