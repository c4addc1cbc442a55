import { notYet, type tf } from "arena/tools";

/** Every text with the token for its beginning in front. */
export function prependBos(tokens: tf.Tensor2D, bos: number): tf.Tensor2D {
  // tokens: [batch, position], int32; the result: [batch, 1 + position], int32
  return notYet(`prependBos of [${tokens.shape}] with ${bos}`);
}

/** The keys of the cache and behind them the new ones. */
export function appendToCache(cache: tf.Tensor4D, fresh: tf.Tensor4D): tf.Tensor4D {
  // cache: [batch, head, past, d]; fresh: [batch, head, position, d]
  // the result: [batch, head, past + position, d]
  return notYet(`appendToCache of [${cache.shape}] and [${fresh.shape}]`);
}

/** The activations with zeros behind the last position, up to the length asked for. */
export function padTo(x: tf.Tensor3D, length: number): tf.Tensor3D {
  // x: [batch, position, model], position at most length; the result: [batch, length, model]
  return notYet(`padTo of [${x.shape}] to ${length}`);
}

/** The second half of the features with its sign turned, and behind it the first half. */
export function rotateHalf(x: tf.Tensor4D): tf.Tensor4D {
  // x: [batch, position, head, d], d even; the result has the same shape
  return notYet(`rotateHalf of [${x.shape}]`);
}
