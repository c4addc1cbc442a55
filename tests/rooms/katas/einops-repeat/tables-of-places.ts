// Copies as reading the same place again: index with a table, stack of the same.
import { concatenate, index, stack, tf } from "arena/tools";

const each = (length: number, times: number) =>
  tf.tensor1d(
    Array.from({ length: length * times }, (_, i) => Math.floor(i / times)),
    "int32",
  );

export function forEveryExample(resid: tf.Tensor2D, batch: number) {
  return stack(new Array(batch).fill(resid));
}

export function keysForQueryHeads(k: tf.Tensor4D, group: number) {
  return index(k, ":", ":", each(k.shape[2], group));
}

export function enlarge(images: tf.Tensor4D, factor: number) {
  const tall = index(images, ":", ":", each(images.shape[2], factor));
  return index(tall, "...", each(images.shape[3], factor));
}

export function everyPair(q: tf.Tensor2D, k: tf.Tensor2D) {
  const rows = tf.unstack(q).map((query) => {
    const copies = stack(new Array(k.shape[0]).fill(query)); // [key, d]
    return concatenate([copies, k], 1);
  });
  return stack(rows);
}
