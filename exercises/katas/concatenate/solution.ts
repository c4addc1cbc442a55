import { concatenate, index, tf } from "arena/tools";

/** Every text with the token for its beginning in front. */
export function prependBos(tokens: tf.Tensor2D, bos: number): tf.Tensor2D {
  const front = tf.fill([tokens.shape[0], 1], bos, "int32"); // [batch, 1]
  return concatenate([front, tokens], 1) as tf.Tensor2D; // [batch, 1 + position]
}

/** The keys of the cache and behind them the new ones. */
export function appendToCache(cache: tf.Tensor4D, fresh: tf.Tensor4D): tf.Tensor4D {
  return concatenate([cache, fresh], 2) as tf.Tensor4D; // [batch, head, past + position, d]
}

/** The activations with zeros behind the last position, up to the length asked for. */
export function padTo(x: tf.Tensor3D, length: number): tf.Tensor3D {
  const [batch, position, model] = x.shape;
  const zeros = tf.zeros([batch, length - position, model]); // [batch, missing, model]
  return concatenate([x, zeros], 1) as tf.Tensor3D; // [batch, length, model]
}

/** The second half of the features with its sign turned, and behind it the first half. */
export function rotateHalf(x: tf.Tensor4D): tf.Tensor4D {
  const half = x.shape[3] / 2;
  const [first, second] = [index(x, "...", `:${half}`), index(x, "...", `${half}:`)]; // [..., d / 2]
  return concatenate([second.neg(), first], -1) as tf.Tensor4D; // [batch, position, head, d]
}
