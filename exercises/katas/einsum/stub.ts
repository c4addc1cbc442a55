import { notYet, type tf } from "arena/tools";

/** x · weightᵀ over the last axis. */
export function project(x: tf.Tensor3D, weight: tf.Tensor2D): tf.Tensor3D {
  // x: [batch, position, in]; weight: [out, in]; the result: [batch, position, out]
  return notYet(`the product of [${x.shape}] and [${weight.shape}]`);
}

/** How well each query fits each key, in every head. */
export function attentionScores(q: tf.Tensor4D, k: tf.Tensor4D): tf.Tensor4D {
  // q: [batch, query, head, d]; k: [batch, key, head, d]; the result: [batch, head, query, key]
  return notYet(`the scores of queries [${q.shape}] and keys [${k.shape}]`);
}

/** The values of all keys, added up with each query's weights. */
export function mixValues(pattern: tf.Tensor4D, v: tf.Tensor4D): tf.Tensor4D {
  // pattern: [batch, head, query, key]; v: [batch, key, head, d]; the result: [batch, query, head, d]
  return notYet(`the values [${v.shape}] mixed by a pattern [${pattern.shape}]`);
}

/** What each head adds to the residual stream. */
export function writesPerHead(z: tf.Tensor4D, wO: tf.Tensor3D): tf.Tensor4D {
  // z: [batch, query, head, d]; wO: [head, d, model]; the result: [batch, query, head, model]
  return notYet(`what heads [${z.shape}] write through [${wO.shape}]`);
}

/** The trace of wE · wOV · wU for each head. */
export function copyingScore(wE: tf.Tensor2D, wOV: tf.Tensor3D, wU: tf.Tensor2D): tf.Tensor1D {
  // wE: [token, model]; wOV: [head, model, model]; wU: [model, token]; the result: [head]
  return notYet(`the traces for [${wE.shape}], [${wOV.shape}] and [${wU.shape}]`);
}
