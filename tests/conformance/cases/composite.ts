import type { Tensor, Tensor1D, Tensor2D } from "#tfjs";
import {
  arange,
  concatenate,
  detach,
  einsum,
  gather,
  index,
  linalg,
  nn,
  softmax,
  stack,
  triu,
  unbind,
  unsqueeze,
  where,
} from "../../../src/tools/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";
import type { Operations } from "./case.ts";

/** q, k, v [batch, head, position, width]. */
function attention(q: Tensor, k: Tensor, v: Tensor, causal: boolean): Tensor {
  const scores = einsum("bhqd,bhkd->bhqk", q, k).div(Math.sqrt(q.shape.at(-1) as number));
  const future = triu(tf.ones(scores.shape.slice(-2)), 1).cast("bool"); // [query, key]
  const seen = causal ? where(future, Number.NEGATIVE_INFINITY, scores) : scores; // [batch, head, query, key]
  return einsum("bhqk,bhkd->bhqd", softmax(seen), v);
}

/** Turns the halves of each vector by position · 10000^(-2i/width); x [batch, position, width]. */
function rotary(x: Tensor): Tensor {
  const [, positions, width] = x.shape as [number, number, number];
  const half = width / 2;
  const rates = tf.pow(10000, arange(half).cast("float32").div(-half)); // [half]
  const angles = tf.outerProduct(arange(positions).cast("float32"), rates as Tensor1D); // [position, half]
  const [a, b] = [index(x, "...", `:${half}`), index(x, "...", `${half}:`)]; // [batch, position, half]
  const turned = [a.mul(angles.cos()).sub(b.mul(angles.sin())), b.mul(angles.cos()).add(a.mul(angles.sin()))];
  return concatenate(turned, -1); // x's shape
}

function gradientPenalty(x: Tensor, w: Tensor, u: Tensor): Tensor {
  const critic = (sample: Tensor): Tensor => {
    const hidden = tf.matMul(sample, w); // [batch, hidden]
    return tf.matMul(hidden.mul(hidden.sigmoid()), u).sum();
  };
  const slope = tf.grad(critic)(x); // x's shape
  return slope.square().sum(-1).add(1e-6).sqrt().sub(1).square().mean();
}

function advantages(rewards: Tensor, values: Tensor, dones: Tensor): Tensor {
  const [reward, value, done] = [unbind(rewards), unbind(values), unbind(dones)];
  let running: Tensor = tf.scalar(0);
  const found: Tensor[] = [];
  for (let t = reward.length - 1; t >= 0; t--) {
    const going = tf.sub(1, done[t] as Tensor); // []
    const following = (value[t + 1] as Tensor).mul(going).mul(0.9); // []
    running = (reward[t] as Tensor)
      .add(following)
      .sub(value[t] as Tensor)
      .add(running.mul(going).mul(0.9 * 0.95)); // []
    found.unshift(running);
  }
  return stack(found); // [step]
}

/** Ray by ray (s, u, v) with origin + s · direction = a + u (b - a) + v (c - a). */
function intersections(origins: Tensor, directions: Tensor, triangle: Tensor): Tensor {
  const [a, b, c] = unbind(triangle) as [Tensor, Tensor, Tensor]; // [3] each
  const edges = [b.sub(a), c.sub(a)].map((edge) =>
    tf.broadcastTo(edge, directions.shape as [number, number]),
  );
  const matrix = stack([directions.neg(), ...edges], -1); // [ray, xyz, (s, u, v)]
  return linalg.solve(matrix, unsqueeze(origins.sub(a), -1)).reshape([-1, 3]);
}

const chosen = (q: Tensor, actions: Tensor): Tensor =>
  gather(q, 1, unsqueeze(actions, 1) as Tensor).reshape([-1]); // [batch]

/** Real and imaginary part by two products with matrices of cosines and sines. */
function spectrum(x: Tensor): Tensor {
  const n = x.shape.at(-1) as number;
  const times = arange(n).cast("float32") as Tensor1D; // [n]
  const angles = tf.outerProduct(times, times).mul((2 * Math.PI) / n) as Tensor2D; // [time, frequency]
  return tf.matMul(x, angles.cos()).square().add(tf.matMul(x, angles.sin()).square());
}

/** Computations of the course, of many operations each. */
export const COMPOSITE: Operations = {
  attention:
    ({ causal = false }) =>
    (q, k, v) =>
      attention(q, k, v, causal),
  "rotary positions": () => rotary,
  perceptron: () => (x, w, b, u) => tf.matMul(tf.matMul(x, w).add(b).tanh(), u).square().mean(),
  "gradient penalty": () => gradientPenalty,
  "transformer block": () => (x, w1, w2) => {
    const y = new nn.LayerNorm(x.shape.at(-1) as number, { affine: false }).call(x); // x's shape
    return x.add(tf.matMul(new nn.GELU().call(tf.matMul(y, w1)), w2));
  },
  "values of actions": () => (q, actions) =>
    tf.gather(q, unsqueeze(actions, 1) as Tensor1D, 1, 1).reshape([-1]),
  "temporal difference": () => (q, next, actions, rewards, dones) => {
    const target = rewards.add(tf.sub(1, dones).mul(0.9).mul(detach(next).max(1))); // [batch]
    return chosen(q, actions).sub(target).square().mean();
  },
  advantages: () => advantages,
  "rays and a triangle": () => intersections,
  "gumbel softmax": () => (x, u) => softmax(x.sub(u.log().neg().log()).div(0.5)),
  "convolution by windows": () => (x, w) => {
    const places = arange((x.shape[1] as number) - 2); // [place]
    const windows = tf.gather(x, unsqueeze(places, 1).add(arange(3)) as Tensor1D, 1); // [batch, place, 3]
    return einsum("bpk,ok->bop", windows, w);
  },
  "spectrum by matrices": () => spectrum,
};
