// The same by the laws of De Morgan, and tril for the past.
import { any, tf, tril } from "arena/tools";

export const deadNeurons = (activations: tf.Tensor2D) => any(activations.greater(0), 0).logicalNot();

export const realTokens = (tokens: tf.Tensor2D, pad: number, end: number) =>
  tokens.equal(pad).logicalOr(tokens.equal(end)).logicalNot();

export const solvedSequences = (predicted: tf.Tensor2D, target: tf.Tensor2D, counts: tf.Tensor2D) =>
  any(predicted.notEqual(target).logicalAnd(counts), -1).logicalNot();

export const attendable = (real: tf.Tensor2D) => {
  const past = tril(tf.ones([real.shape[1], real.shape[1]])).toBool(); // [query, key]
  return real.expandDims(1).logicalAnd(past);
};
