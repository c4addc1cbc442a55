// Everything in front in one axis, and back again.
import { tf } from "arena/tools";

const flat = (x: tf.Tensor, axes: number) => x.reshape([-1, ...x.shape.slice(x.rank - axes)]);

export const lastPosition = (logits: tf.Tensor) => {
  const [position, token] = logits.shape.slice(-2) as [number, number];
  const last = flat(logits, 2).slice([0, position - 1, 0], [-1, 1, -1]);
  return last.reshape([...logits.shape.slice(0, -2), token]);
};

export const withoutFirstKey = (pattern: tf.Tensor) => {
  const [, ...others] = tf.unstack(pattern, pattern.rank - 1);
  const rest = tf.stack(others, pattern.rank - 1);
  return rest.div(rest.sum(pattern.rank - 1, true));
};

export const gated = (x: tf.Tensor) => {
  const [first, second] = tf.split(x, 2, -1) as [tf.Tensor, tf.Tensor];
  return first.mul(second.sigmoid());
};

export const previousTokenScore = (pattern: tf.Tensor) => {
  const length = pattern.shape.at(-1) ?? 0;
  const line = tf.linalg.bandPart(tf.ones([length, length]), 1, 0).sub(tf.eye(length)); // [query, key]
  return pattern
    .mul(line)
    .sum([-2, -1])
    .div(length - 1);
};
