import { concatenate, repeat, type tf } from "arena/tools";

/** One residual stream, copied for every example of a batch. */
export function forEveryExample(resid: tf.Tensor2D, batch: number): tf.Tensor3D {
  return repeat(resid, "position model -> batch position model", { batch }) as tf.Tensor3D;
}

/** Each key head copied for the query heads of its group, as grouped-query attention needs them. */
export function keysForQueryHeads(k: tf.Tensor4D, group: number): tf.Tensor4D {
  return repeat(k, "b s head d -> b s (head group) d", { group }) as tf.Tensor4D;
}

/** Images in which each pixel has become a square of factor times factor pixels. */
export function enlarge(images: tf.Tensor4D, factor: number): tf.Tensor4D {
  return repeat(images, "b c h w -> b c (h p) (w q)", { p: factor, q: factor }) as tf.Tensor4D;
}

/** Each query with each key, side by side in one row, as additive attention reads them. */
export function everyPair(q: tf.Tensor2D, k: tf.Tensor2D): tf.Tensor3D {
  const queries = repeat(q, "query d -> query key d", { key: k.shape[0] }); // [query, key, d]
  const keys = repeat(k, "key e -> query key e", { query: q.shape[0] }); // [query, key, e]
  return concatenate([queries, keys], -1) as tf.Tensor3D; // [query, key, d + e]
}
