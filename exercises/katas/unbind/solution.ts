import { rearrange, stack, tf, unbind, unsqueeze } from "arena/tools";

/** The point of each ray at its own t. */
export function pointsAt(rays: tf.Tensor3D, t: tf.Tensor1D): tf.Tensor2D {
  const [origin, direction] = unbind(rays, 1) as [tf.Tensor2D, tf.Tensor2D]; // [ray, xyz] each
  return origin.add(direction.mul(unsqueeze(t, 1))); // [ray, xyz]
}

/** Queries, keys and values out of the product that made all three. */
export function queryKeyValue(qkv: tf.Tensor3D, heads: number): tf.Tensor4D[] {
  const split = rearrange(qkv, "b s (three h d) -> three b h s d", { three: 3, h: heads });
  return unbind(split) as tf.Tensor4D[]; // [batch, head, position, d] each
}

/** Each pair of neighbouring entries, turned by the angle of its position and pair. */
export function rotary(x: tf.Tensor4D, angles: tf.Tensor2D): tf.Tensor4D {
  const pairs = rearrange(x, "b s h (pair two) -> two b s h pair", { two: 2 }); // [2, batch, position, head, pair]
  const [a, b] = unbind(pairs) as [tf.Tensor, tf.Tensor]; // [batch, position, head, pair] each
  const [cos, sin] = [tf.cos(unsqueeze(angles, 1)), tf.sin(unsqueeze(angles, 1))]; // [position, 1, pair] each
  const turned = stack([a.mul(cos).sub(b.mul(sin)), a.mul(sin).add(b.mul(cos))], -1); // [batch, position, head, pair, 2]
  return turned.reshape(x.shape); // [batch, position, head, d]
}

/** The state after each step, which keeps as much of the one before as the gate says. */
export function gatedStates(inputs: tf.Tensor3D, gates: tf.Tensor3D, start: tf.Tensor2D): tf.Tensor3D {
  const gate = unbind(gates, 1); // step times [batch, unit]
  let state: tf.Tensor = start; // [batch, unit]
  const states = unbind(inputs, 1).map((input, step) => {
    const kept = gate[step] as tf.Tensor; // [batch, unit]
    state = kept.mul(state).add(tf.sub(1, kept).mul(input)); // [batch, unit]
    return state;
  });
  return stack(states, 1); // [batch, step, unit]
}
