// Each product as a matMul, with the axes brought into its order by hand.
import { tf } from "arena/tools";

export const readDirection = (resid: tf.Tensor3D, direction: tf.Tensor1D) => {
  const [b, s, m] = resid.shape;
  return tf.matMul(resid.reshape([b * s, m]), direction.reshape([m, 1])).reshape([b, s]) as tf.Tensor2D;
};

export const headQueries = (x: tf.Tensor3D, wQ: tf.Tensor3D) => {
  const [h, m, d] = wQ.shape;
  const [b, s] = x.shape;
  const joined = wQ.transpose([1, 0, 2]).reshape([m, h * d]); // [model, head·d]
  return tf.matMul(x.reshape([b * s, m]), joined).reshape([b, s, h, d]) as tf.Tensor4D;
};

export const attentionScores = (q: tf.Tensor4D, k: tf.Tensor4D) => {
  const queries = q.transpose([0, 2, 1, 3]); // [batch, head, query, d]
  const keys = k.transpose([0, 2, 3, 1]); // [batch, head, d, key]
  return tf.matMul(queries, keys).mul(q.shape[3] ** -0.5) as tf.Tensor4D;
};

export const headOutputs = (pattern: tf.Tensor4D, v: tf.Tensor4D, wO: tf.Tensor3D) => {
  const mixed = tf.matMul(pattern, v.transpose([0, 2, 1, 3])); // [batch, head, query, d]
  return tf.matMul(mixed, wO.expandDims(0)).transpose([0, 2, 1, 3]) as tf.Tensor4D;
};

export const copyingScores = (wE: tf.Tensor2D, wOV: tf.Tensor3D, wU: tf.Tensor2D) => {
  const small = tf.matMul(wU, wE); // [out, in]: the trace of a product does not mind a turn round
  return tf.stack(tf.unstack(wOV).map((circuit) => circuit.mul(small.transpose()).sum())) as tf.Tensor1D;
};
