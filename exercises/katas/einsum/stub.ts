import { notYet, type tf } from "arena/tools";

/** The dot product of each position of the residual stream with one direction. */
export function readDirection(resid: tf.Tensor3D, direction: tf.Tensor1D): tf.Tensor2D {
  // resid: [batch, position, model]; direction: [model]; the result: [batch, position]
  return notYet(`readDirection of [${resid.shape}] and [${direction.shape}]`);
}

/** The query of each head at each position. */
export function headQueries(x: tf.Tensor3D, wQ: tf.Tensor3D): tf.Tensor4D {
  // x: [batch, position, model]; wQ: [head, model, d]; the result: [batch, position, head, d]
  return notYet(`headQueries of [${x.shape}] and [${wQ.shape}]`);
}

/** The product of each query with each key, divided by √d, for every head by itself. */
export function attentionScores(q: tf.Tensor4D, k: tf.Tensor4D): tf.Tensor4D {
  // q: [batch, query, head, d]; k: [batch, key, head, d]; the result: [batch, head, query, key]
  return notYet(`attentionScores of [${q.shape}] and [${k.shape}]`);
}

/** What each head writes into the residual stream, the heads apart. */
export function headOutputs(pattern: tf.Tensor4D, v: tf.Tensor4D, wO: tf.Tensor3D): tf.Tensor4D {
  // pattern: [batch, head, query, key]; v: [batch, key, head, d]; wO: [head, d, model]
  // the result: [batch, query, head, model]
  return notYet(`headOutputs of [${pattern.shape}], [${v.shape}] and [${wO.shape}]`);
}

/** For each head the trace of wE · wOV · wU, without ever building [token, token]. */
export function copyingScores(wE: tf.Tensor2D, wOV: tf.Tensor3D, wU: tf.Tensor2D): tf.Tensor1D {
  // wE: [token, in]; wOV: [head, in, out]; wU: [out, token]; the result: [head]
  return notYet(`copyingScores of [${wE.shape}], [${wOV.shape}] and [${wU.shape}]`);
}
