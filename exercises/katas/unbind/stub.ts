import { notYet, type tf } from "arena/tools";

/** The point of each ray at its own t. */
export function pointsAt(rays: tf.Tensor3D, t: tf.Tensor1D): tf.Tensor2D {
  // rays: [ray, 2, xyz], origin and direction; t: [ray]; the result: [ray, xyz]
  return notYet(`pointsAt of [${rays.shape}] and [${t.shape}]`);
}

/** Queries, keys and values out of the product that made all three. */
export function queryKeyValue(qkv: tf.Tensor3D, heads: number): tf.Tensor4D[] {
  // qkv: [batch, position, 3 · heads · d]; the result: three of [batch, head, position, d]
  return notYet(`queryKeyValue of [${qkv.shape}] with ${heads} heads`);
}

/** Each pair of neighbouring entries, turned by the angle of its position and pair. */
export function rotary(x: tf.Tensor4D, angles: tf.Tensor2D): tf.Tensor4D {
  // x: [batch, position, head, d]; angles: [position, pair]; the result: [batch, position, head, d]
  return notYet(`rotary of [${x.shape}] by [${angles.shape}]`);
}

/** The state after each step, which keeps as much of the one before as the gate says. */
export function gatedStates(inputs: tf.Tensor3D, gates: tf.Tensor3D, start: tf.Tensor2D): tf.Tensor3D {
  // inputs and gates: [batch, step, unit]; start: [batch, unit]; the result: [batch, step, unit]
  return notYet(`gatedStates of [${inputs.shape}] and [${gates.shape}] from [${start.shape}]`);
}
