// reshape says every length.
import { tf } from "arena/tools";

export const scores = (probe: tf.Tensor3D) => probe.reshape([probe.shape[0], probe.shape[1]]);

export const addBias = (maps: tf.Tensor4D, bias: tf.Tensor1D) => maps.add(bias.reshape([1, -1, 1, 1]));

export const mix = (weights: tf.Tensor2D, vectors: tf.Tensor3D) => {
  const [batch, key, d] = vectors.shape;
  return tf.matMul(weights.reshape([batch, 1, key]), vectors).reshape([batch, d]);
};

export const applyEach = (matrices: tf.Tensor3D, vectors: tf.Tensor2D) => {
  const [batch, , width] = matrices.shape;
  return matrices.mul(vectors.reshape([batch, 1, width])).sum(2);
};
