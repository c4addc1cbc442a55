import { arange, index, tf, unsqueeze } from "arena/tools";

/** The learned vector of each of n new places, behind those of the tokens in the cache. */
export function embedPlaces(wPos: tf.Tensor2D, cached: number, n: number): tf.Tensor2D {
  return index(wPos, arange(cached, cached + n)) as tf.Tensor2D; // [position, model]
}

/** Which positions of each sequence hold a real token, before the padding on the right. */
export function isReal(lengths: tf.Tensor1D, width: number): tf.Tensor2D {
  return arange(width).less(unsqueeze(lengths, 1)) as tf.Tensor2D; // [batch, position]
}

/** The overlapping windows of a long text, whole ones only. */
export function windows(text: tf.Tensor1D, size: number, stride: number): tf.Tensor2D {
  const starts = arange(0, text.shape[0] - size + 1, stride); // [window]
  const places = unsqueeze(starts, 1).add(arange(size)); // [window, offset]
  return index(text, places) as tf.Tensor2D; // [window, offset]
}

/** Which key each query sees: itself and the nearest of its past, `reach` of them together. */
export function nearPast(n: number, reach: number): tf.Tensor2D {
  const back = unsqueeze(arange(n), 1).sub(arange(n)); // [query, key]
  return back.greaterEqual(0).logicalAnd(back.less(reach)) as tf.Tensor2D; // [query, key]
}

/** By what angle rotary embeddings turn each pair of features at each position. */
export function rotaryAngles(n: number, d: number, base: number): tf.Tensor2D {
  const exponents = arange(0, d, 2).toFloat().div(d); // [pair]
  const positions = unsqueeze(arange(n), 1).toFloat(); // [position, 1]
  return positions.div(tf.pow(base, exponents)); // [position, pair]
}
