import { rearrange, type tf, unbind } from "arena/tools";

/** The outputs of all heads side by side, as the output layer reads them. */
export function joinHeads(z: tf.Tensor4D): tf.Tensor3D {
  return rearrange(z, "b s h d -> b s (h d)") as tf.Tensor3D;
}

/** Cuts the last axis into heads and puts the head axis before the positions. */
export function splitHeads(x: tf.Tensor3D, heads: number): tf.Tensor4D {
  return rearrange(x, "b s (h d) -> b h s d", { h: heads }) as tf.Tensor4D;
}

/** Cuts images into square patches, each a row of numbers: channel by channel, line by line. */
export function patches(images: tf.Tensor4D, size: number): tf.Tensor3D {
  const pattern = "b c (h p) (w q) -> b (h w) (c p q)";
  return rearrange(images, pattern, { p: size, q: size }) as tf.Tensor3D; // [batch, patch, channel·size·size]
}

/** Takes a joint projection apart into queries, keys and values, with their heads apart. */
export function splitQkv(qkv: tf.Tensor3D, heads: number): tf.Tensor4D[] {
  const apart = rearrange(qkv, "b s (three h d) -> three b s h d", { three: 3, h: heads });
  return unbind(apart) as tf.Tensor4D[]; // three of [batch, position, head, d]
}
