// Broadcasting and sums, and two einsums with letters where the product would be large.
import { einsum, type tf, unsqueeze } from "arena/tools";

export function readDirection(resid: tf.Tensor3D, direction: tf.Tensor1D) {
  return resid.mul(direction).sum(-1) as tf.Tensor2D; // [batch, position]
}

export function headQueries(x: tf.Tensor3D, wQ: tf.Tensor3D) {
  const spread = unsqueeze(unsqueeze(x, 2), -1); // [batch, position, 1, model, 1]
  return spread.mul(wQ).sum(3) as tf.Tensor4D; // [batch, position, head, d]
}

export function attentionScores(q: tf.Tensor4D, k: tf.Tensor4D) {
  const scaled = q.div(Math.sqrt(k.shape[3]));
  const pairs = unsqueeze(scaled, 2).mul(unsqueeze(k, 1)); // [batch, query, key, head, d]
  return pairs.sum(-1).transpose([0, 3, 1, 2]) as tf.Tensor4D;
}

export function headOutputs(pattern: tf.Tensor4D, v: tf.Tensor4D, wO: tf.Tensor3D) {
  const values = einsum("bkhd,hdm->bkhm", v, wO);
  return einsum("bhqk,bkhm->bqhm", pattern, values) as tf.Tensor4D;
}

export function copyingScores(wE: tf.Tensor2D, wOV: tf.Tensor3D, wU: tf.Tensor2D) {
  const written = einsum("vi,hio->hvo", wE, wOV); // [head, token, out]
  return written.mul(wU.transpose()).sum([1, 2]) as tf.Tensor1D;
}
