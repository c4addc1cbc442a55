// One part at a time by index, and a plain loop.
import { concatenate, index, rearrange, tf, unsqueeze } from "arena/tools";

export function pointsAt(rays: tf.Tensor3D, t: tf.Tensor1D): tf.Tensor {
  const origin = index(rays, ":", 0); // [ray, xyz]
  return tf.add(origin, tf.mul(index(rays, ":", 1), tf.reshape(t, [-1, 1])));
}

export function queryKeyValue(qkv: tf.Tensor3D, heads: number): tf.Tensor[] {
  const length = qkv.shape[2] / 3;
  return [0, 1, 2].map((i) => {
    const part = index(qkv, ":", ":", `${i * length}:${(i + 1) * length}`); // [batch, position, (head d)]
    return rearrange(part, "b s (h d) -> b h s d", { h: heads });
  });
}

export function rotary(x: tf.Tensor4D, angles: tf.Tensor2D): tf.Tensor {
  const [even, odd] = [index(x, "...", "::2"), index(x, "...", "1::2")]; // [batch, position, head, pair] each
  const turn = angles.expandDims(1).expandDims(0); // [1, position, 1, pair]
  const first = even.mul(turn.cos()).sub(odd.mul(turn.sin())); // [batch, position, head, pair]
  const second = odd.mul(turn.cos()).add(even.mul(turn.sin())); // [batch, position, head, pair]
  return rearrange(concatenate([first, second], -1), "b s h (two pair) -> b s h (pair two)", { two: 2 });
}

export function gatedStates(inputs: tf.Tensor3D, gates: tf.Tensor3D, start: tf.Tensor2D): tf.Tensor {
  const states: tf.Tensor[] = [];
  let state: tf.Tensor = start;
  for (let step = 0; step < inputs.shape[1]; step++) {
    const gate = index(gates, ":", step); // [batch, unit]
    state = gate.mul(state).add(tf.sub(1, gate).mul(index(inputs, ":", step)));
    states.push(unsqueeze(state, 1)); // [batch, 1, unit]
  }
  return concatenate(states, 1);
}
