import { notYet, type tf } from "arena/tools";

/** One residual stream, copied for every example of a batch. */
export function forEveryExample(resid: tf.Tensor2D, batch: number): tf.Tensor3D {
  // resid: [position, model]; the result: [batch, position, model]
  return notYet(`forEveryExample of [${resid.shape}] for ${batch} examples`);
}

/** Each key head copied for the query heads of its group, as grouped-query attention needs them. */
export function keysForQueryHeads(k: tf.Tensor4D, group: number): tf.Tensor4D {
  // k: [batch, position, keyHead, d]; the result: [batch, position, keyHead·group, d]
  return notYet(`keysForQueryHeads of [${k.shape}] for groups of ${group}`);
}

/** Images in which each pixel has become a square of factor times factor pixels. */
export function enlarge(images: tf.Tensor4D, factor: number): tf.Tensor4D {
  // images: [batch, channel, height, width]
  // the result: [batch, channel, height·factor, width·factor]
  return notYet(`enlarge of [${images.shape}] by ${factor}`);
}

/** Each query with each key, side by side in one row, as additive attention reads them. */
export function everyPair(q: tf.Tensor2D, k: tf.Tensor2D): tf.Tensor3D {
  // q: [query, d]; k: [key, e]; the result: [query, key, d + e], the query first
  return notYet(`everyPair of [${q.shape}] and [${k.shape}]`);
}
