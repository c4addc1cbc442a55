import { einsum, type tf } from "arena/tools";

/** The dot product of each position of the residual stream with one direction. */
export function readDirection(resid: tf.Tensor3D, direction: tf.Tensor1D): tf.Tensor2D {
  return einsum("batch position model, model -> batch position", resid, direction) as tf.Tensor2D;
}

/** The query of each head at each position. */
export function headQueries(x: tf.Tensor3D, wQ: tf.Tensor3D): tf.Tensor4D {
  return einsum("batch position model, head model d -> batch position head d", x, wQ) as tf.Tensor4D;
}

/** The product of each query with each key, divided by √d, for every head by itself. */
export function attentionScores(q: tf.Tensor4D, k: tf.Tensor4D): tf.Tensor4D {
  const products = einsum("b query head d, b key head d -> b head query key", q, k);
  return products.div(Math.sqrt(q.shape[3])); // [batch, head, query, key]
}

/** What each head writes into the residual stream, the heads apart. */
export function headOutputs(pattern: tf.Tensor4D, v: tf.Tensor4D, wO: tf.Tensor3D): tf.Tensor4D {
  const axes = "b head query key, b key head d, head d model -> b query head model";
  return einsum(axes, pattern, v, wO) as tf.Tensor4D; // [batch, query, head, model]
}

/** For each head the trace of wE · wOV · wU, without ever building [token, token]. */
export function copyingScores(wE: tf.Tensor2D, wOV: tf.Tensor3D, wU: tf.Tensor2D): tf.Tensor1D {
  return einsum("token in, head in out, out token -> head", wE, wOV, wU) as tf.Tensor1D;
}
