import { notYet, type tf } from "arena/tools";

/** The residual stream where each prompt has its subject. */
export function atSubject(resid: tf.Tensor3D, places: tf.Tensor1D): tf.Tensor2D {
  // resid: [prompt, position, model]; places: [prompt], int32; the result: [prompt, model]
  return notYet(`atSubject of [${resid.shape}] and [${places.shape}]`);
}

/** How much each head attends, on average, to the key that is `distance` before the query. */
export function attentionBack(pattern: tf.Tensor3D, distance: number): tf.Tensor1D {
  // pattern: [head, query, key], as many keys as queries; the result: [head]
  return notYet(`attentionBack of [${pattern.shape}] by ${distance}`);
}

/** The logits of each prompt's own options, at the last real token of the prompt. */
export function optionLogits(logits: tf.Tensor3D, lengths: tf.Tensor1D, options: tf.Tensor2D): tf.Tensor2D {
  // logits: [prompt, position, token]; lengths: [prompt] and options: [prompt, option], int32
  // the result: [prompt, option]
  return notYet(`optionLogits of [${logits.shape}], [${lengths.shape}] and [${options.shape}]`);
}

/** The keys of each new beam: those of the beam that it goes on from. */
export function followParents(cache: tf.Tensor4D, parents: tf.Tensor2D): tf.Tensor4D {
  // cache and the result: [text, beam, position, model]; parents: [text, beam], int32
  return notYet(`followParents of [${cache.shape}] and [${parents.shape}]`);
}

/** How badly images find their own captions, and captions their own images. */
export function clipLoss(images: tf.Tensor2D, captions: tf.Tensor2D, scale: number): tf.Scalar {
  // images and captions: [pair, d]; the result: []
  return notYet(`clipLoss of [${images.shape}] and [${captions.shape}] with scale ${scale}`);
}
