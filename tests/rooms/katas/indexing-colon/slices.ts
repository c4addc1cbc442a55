// slice, gather and split of tf.
import { tf } from "arena/tools";

export const inputsAndTargets = (tokens: tf.Tensor2D) => {
  const [b, s] = tokens.shape;
  return [tokens.slice([0, 0], [b, s - 1]), tokens.slice([0, 1])];
};

export const embed = (wE: tf.Tensor2D, tokens: tf.Tensor2D) => tf.gather(wE, tokens);

export const headWeights = (wO: tf.Tensor2D, head: number, d: number) => wO.slice([head * d, 0], [d, -1]);

export const rotatePairs = (x: tf.Tensor3D) => {
  const pairs = x.reshape([...x.shape.slice(0, 2), -1, 2]); // [batch, position, pair, 2]
  const [a, b] = tf.unstack(pairs, -1) as [tf.Tensor, tf.Tensor]; // [batch, position, pair]
  return tf.stack([tf.neg(b), a], -1).reshape(x.shape);
};
