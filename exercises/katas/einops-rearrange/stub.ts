import { notYet, type tf } from "arena/tools";

/** The outputs of all heads side by side, as the output layer reads them. */
export function joinHeads(z: tf.Tensor4D): tf.Tensor3D {
  // z: [batch, position, head, d]; the result: [batch, position, head·d], head 0 first
  return notYet(`joinHeads of [${z.shape}]`);
}

/** Cuts the last axis into heads and puts the head axis before the positions. */
export function splitHeads(x: tf.Tensor3D, heads: number): tf.Tensor4D {
  // x: [batch, position, head·d]; the result: [batch, head, position, d]
  return notYet(`splitHeads of [${x.shape}] into ${heads} heads`);
}

/** Cuts images into square patches, each a row of numbers: channel by channel, line by line. */
export function patches(images: tf.Tensor4D, size: number): tf.Tensor3D {
  // images: [batch, channel, height, width]
  // the result: [batch, patch, channel·size·size], patches in reading order
  return notYet(`patches of [${images.shape}] of size ${size}`);
}

/** Takes a joint projection apart into queries, keys and values, with their heads apart. */
export function splitQkv(qkv: tf.Tensor3D, heads: number): tf.Tensor4D[] {
  // qkv: [batch, position, 3·head·d], all queries first; the result: three of [batch, position, head, d]
  return notYet(`splitQkv of [${qkv.shape}] into ${heads} heads`);
}
