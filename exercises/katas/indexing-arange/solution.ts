import { arange, einsum, index, logSoftmax, tf, unsqueeze } from "arena/tools";

/** The residual stream where each prompt has its subject. */
export function atSubject(resid: tf.Tensor3D, places: tf.Tensor1D): tf.Tensor2D {
  return index(resid, arange(resid.shape[0]), places) as tf.Tensor2D; // [prompt, model]
}

/** How much each head attends, on average, to the key that is `distance` before the query. */
export function attentionBack(pattern: tf.Tensor3D, distance: number): tf.Tensor1D {
  const n = pattern.shape[1]; // queries, and as many keys
  const weights = index(pattern, ":", arange(distance, n), arange(n - distance)); // [head, pair]
  return weights.mean(-1); // [head]
}

/** The logits of each prompt's own options, at the last real token of the prompt. */
export function optionLogits(logits: tf.Tensor3D, lengths: tf.Tensor1D, options: tf.Tensor2D): tf.Tensor2D {
  const prompts = unsqueeze(arange(logits.shape[0]), 1); // [prompt, 1]
  const last = unsqueeze(lengths.sub(tf.scalar(1, "int32")), 1); // [prompt, 1]
  return index(logits, prompts, last, options) as tf.Tensor2D; // [prompt, option]
}

/** The keys of each new beam: those of the beam that it goes on from. */
export function followParents(cache: tf.Tensor4D, parents: tf.Tensor2D): tf.Tensor4D {
  const texts = unsqueeze(arange(cache.shape[0]), 1); // [text, 1]
  return index(cache, texts, parents) as tf.Tensor4D; // [text, beam, position, model]
}

/** How badly images find their own captions, and captions their own images. */
export function clipLoss(images: tf.Tensor2D, captions: tf.Tensor2D, scale: number): tf.Scalar {
  const logits = einsum("image d, caption d -> image caption", images, captions).mul(scale);
  const own = arange(images.shape[0]); // [pair]
  const found = index(logSoftmax(logits), own, own); // [pair]
  const finding = index(logSoftmax(logits, 0), own, own); // [pair]
  return found.add(finding).mean().div(-2); // []
}
