// reduce with max for the searches, where for the comparisons.
import { concatenate, gather, reduce, squeeze, tf, unsqueeze, where } from "arena/tools";

export const atLeast = (x: tf.Tensor2D, floor: tf.Tensor1D) => where(x.less(floor), floor, x);

export const safeSoftmax = (scores: tf.Tensor) => {
  const shifted = scores.sub(reduce(scores, "... key -> ... 1", "max"));
  const total = reduce(tf.exp(shifted), "... key -> ... 1", "sum");
  return tf.exp(shifted.sub(total.log()));
};

export const strongestEver = (batches: tf.Tensor2D[]) =>
  reduce(concatenate(batches), "example feature -> feature", "max");

export const hingeLoss = (scores: tf.Tensor2D, labels: tf.Tensor1D) => {
  const right = gather(scores, 1, unsqueeze(labels, 1)); // [batch, 1]
  const classes = tf.range(0, scores.shape[1], 1, "int32"); // [class]
  const margins = where(classes.equal(unsqueeze(labels, 1)), -Infinity, scores.sub(right).add(1));
  return squeeze(tf.relu(reduce(margins, "b class -> b 1", "max")), 1);
};
