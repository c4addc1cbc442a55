// Lists of pieces that are stacked along the axis that grows.
import { index, rearrange, stack, tf, unbind } from "arena/tools";

export function prependBos(tokens: tf.Tensor2D, bos: number) {
  const front = tf.onesLike(index(tokens, ":", 0)).mul(tf.scalar(bos, "int32")); // [batch]
  return stack([front, ...unbind(tokens, 1)], 1);
}

export function appendToCache(cache: tf.Tensor4D, fresh: tf.Tensor4D) {
  const past = cache.shape[2] === 0 ? [] : unbind(cache, 2);
  return stack([...past, ...unbind(fresh, 2)], 2);
}

export function padTo(x: tf.Tensor3D, length: number) {
  const places = unbind(x, 1); // [batch, model] each
  while (places.length < length) places.push(tf.zerosLike(index(x, ":", 0)));
  return stack(places, 1);
}

export function rotateHalf(x: tf.Tensor4D) {
  const [first, second] = unbind(rearrange(x, "... (half d) -> half ... d", { half: 2 }));
  return rearrange(stack([tf.neg(second as tf.Tensor), first as tf.Tensor]), "half ... d -> ... (half d)");
}
