import { einsum, type tf } from "arena/tools";

/** x · weightᵀ over the last axis. */
export function project(x: tf.Tensor3D, weight: tf.Tensor2D): tf.Tensor3D {
  return einsum("b p i, o i -> b p o", x, weight) as tf.Tensor3D; // [batch, position, out]
}

/** How well each query fits each key, in every head. */
export function attentionScores(q: tf.Tensor4D, k: tf.Tensor4D): tf.Tensor4D {
  return einsum("b q h d, b k h d -> b h q k", q, k) as tf.Tensor4D; // [batch, head, query, key]
}

/** The values of all keys, added up with each query's weights. */
export function mixValues(pattern: tf.Tensor4D, v: tf.Tensor4D): tf.Tensor4D {
  return einsum("b h q k, b k h d -> b q h d", pattern, v) as tf.Tensor4D; // [batch, query, head, d]
}

/** What each head adds to the residual stream. */
export function writesPerHead(z: tf.Tensor4D, wO: tf.Tensor3D): tf.Tensor4D {
  return einsum("b q h d, h d m -> b q h m", z, wO) as tf.Tensor4D; // [batch, query, head, model]
}

/** The trace of wE · wOV · wU for each head: one number, and no [token, token] on the way. */
export function copyingScore(wE: tf.Tensor2D, wOV: tf.Tensor3D, wU: tf.Tensor2D): tf.Tensor1D {
  return einsum("t i, h i o, o t -> h", wE, wOV, wU) as tf.Tensor1D; // [head]
}
