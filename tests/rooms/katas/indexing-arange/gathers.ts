// No list of rows: gather, diagonals and einops.
import { diagonal, einsum, gather, index, rearrange, repeat, squeeze, tf, unsqueeze } from "arena/tools";

export function atSubject(resid: tf.Tensor3D, places: tf.Tensor1D) {
  return squeeze(gather(resid, 1, repeat(places, "p -> p 1 m", { m: resid.shape[2] })), 1);
}

export function attentionBack(pattern: tf.Tensor3D, distance: number) {
  const [, queries, keys] = pattern.shape;
  const shifted = index(pattern, ":", `${distance}:${queries}`, `0:${keys - distance}`); // [head, pair, pair]
  return diagonal(shifted, 0, 1, 2).mean(1);
}

export function optionLogits(logits: tf.Tensor3D, lengths: tf.Tensor1D, options: tf.Tensor2D) {
  const last = atSubject(logits, lengths.sub(1).toInt() as tf.Tensor1D); // [prompt, token]
  return gather(last, -1, options);
}

export function followParents(cache: tf.Tensor4D, parents: tf.Tensor2D) {
  const [, beams, position, model] = cache.shape;
  const chosen = tf.oneHot(parents, beams).toFloat(); // [text, new, old]
  const flat = rearrange(cache, "t old p m -> t old (p m)");
  return rearrange(einsum("t new old, t old x -> t new x", chosen, flat), "t b (p m) -> t b p m", {
    p: position,
    m: model,
  });
}

export function clipLoss(images: tf.Tensor2D, captions: tf.Tensor2D, scale: number) {
  const logits = tf.matMul(images, captions, false, true).mul(scale); // [image, caption]
  const right = diagonal(logits); // [pair]
  const one = tf.logSumExp(logits, 1).sub(right).mean();
  const other = tf.logSumExp(logits, 0).sub(right).mean();
  return unsqueeze(one.add(other).mul(0.5), 0).squeeze([0]);
}
