import { tf } from "arena/tools";

export const project = (x: tf.Tensor3D, weight: tf.Tensor2D): tf.Tensor => {
  const [batch, position, width] = x.shape;
  return tf
    .matMul(x.reshape([batch * position, width]), weight, false, true)
    .reshape([batch, position, weight.shape[0]]);
};

export function attentionScores(q: tf.Tensor4D, k: tf.Tensor4D): tf.Tensor {
  return tf.matMul(q.transpose([0, 2, 1, 3]), k.transpose([0, 2, 3, 1])); // [batch, head, query, key]
}

export function mixValues(pattern: tf.Tensor4D, v: tf.Tensor4D): tf.Tensor {
  return tf.matMul(pattern, v.transpose([0, 2, 1, 3])).transpose([0, 2, 1, 3]); // [batch, query, head, d]
}

export function writesPerHead(z: tf.Tensor4D, wO: tf.Tensor3D): tf.Tensor {
  return z.expandDims(4).mul(wO).sum(3); // [batch, query, head, model]
}

export function copyingScore(wE: tf.Tensor2D, wOV: tf.Tensor3D, wU: tf.Tensor2D): tf.Tensor {
  const around = tf.matMul(wE, wU, true, true); // [in, out]
  return wOV.mul(around).sum([1, 2]); // [head]
}
