import { notYet, type tf } from "arena/tools";

/** The learned vector of each of n new places, behind those of the tokens in the cache. */
export function embedPlaces(wPos: tf.Tensor2D, cached: number, n: number): tf.Tensor2D {
  // wPos: [place, model]; the result: [position, model], with n positions
  return notYet(`embedPlaces of [${wPos.shape}] for ${n} tokens behind ${cached}`);
}

/** Which positions of each sequence hold a real token, before the padding on the right. */
export function isReal(lengths: tf.Tensor1D, width: number): tf.Tensor2D {
  // lengths: [batch], int32; the result: [batch, position], bool, with `width` positions
  return notYet(`isReal of [${lengths.shape}] in ${width} positions`);
}

/** The overlapping windows of a long text, whole ones only. */
export function windows(text: tf.Tensor1D, size: number, stride: number): tf.Tensor2D {
  // text: [token], int32; the result: [window, offset], int32, with `size` offsets
  return notYet(`windows of [${text.shape}], each ${size} long and ${stride} further`);
}

/** Which key each query sees: itself and the nearest of its past, `reach` of them together. */
export function nearPast(n: number, reach: number): tf.Tensor2D {
  // the result: [query, key], bool, with n of each
  return notYet(`nearPast of ${n} positions with a reach of ${reach}`);
}

/** By what angle rotary embeddings turn each pair of features at each position. */
export function rotaryAngles(n: number, d: number, base: number): tf.Tensor2D {
  // the result: [position, pair], float32, with n positions and d / 2 pairs
  return notYet(`rotaryAngles of ${n} positions and ${d} features with base ${base}`);
}
