// tf.split, a matrix for each turn, and a recursion over the steps.
import { einsum, stack, tf, unbind } from "arena/tools";

export const pointsAt = (rays: tf.Tensor3D, t: tf.Tensor1D) =>
  einsum("r part xyz, r part -> r xyz", rays, stack([tf.onesLike(t), t], 1));

export const queryKeyValue = (qkv: tf.Tensor3D, heads: number) => {
  const [batch, position, width] = qkv.shape;
  const parts = tf.split(qkv, 3, -1); // three of [batch, position, (head d)]
  return parts.map((part) =>
    part.reshape([batch, position, heads, width / 3 / heads]).transpose([0, 2, 1, 3]),
  );
};

export const rotary = (x: tf.Tensor4D, angles: tf.Tensor2D) => {
  const [cos, sin] = [angles.cos(), angles.sin()]; // [position, pair] each
  const turns = stack([stack([cos, sin.neg()], -1), stack([sin, cos], -1)], -2); // [position, pair, to, from]
  const points = x.reshape([...x.shape.slice(0, 3), -1, 2]); // [batch, position, head, pair, from]
  return einsum("b s h p from, s p to from -> b s h p to", points, turns).reshape(x.shape);
};

function after(state: tf.Tensor, steps: [input: tf.Tensor, gate: tf.Tensor][]): tf.Tensor[] {
  const [first, ...rest] = steps;
  if (first === undefined) return [];
  const [input, gate] = first;
  const next = tf.add(tf.mul(gate, state), tf.mul(tf.sub(1, gate), input)); // [batch, unit]
  return [next, ...after(next, rest)];
}

export const gatedStates = (inputs: tf.Tensor3D, gates: tf.Tensor3D, start: tf.Tensor2D) => {
  const gate = unbind(gates, -2); // step times [batch, unit]
  return stack(
    after(
      start,
      unbind(inputs, -2).map((input, step) => [input, gate[step] as tf.Tensor]),
    ),
    -2,
  );
};
