import { gather, reduce, squeeze, type tf, unsqueeze } from "arena/tools";

/** -log p(true label) of each example, not averaged. */
export function batchedCrossEntropyLoss(logits: tf.Tensor2D, trueLabels: tf.Tensor1D): tf.Tensor1D {
  const shifted = logits.sub(reduce(logits, "b k -> b 1", "max")); // [batch, class], at most 0
  const logSum = reduce(shifted.exp(), "b k -> b 1", "sum").log(); // [batch, 1]
  const logProbs = shifted.sub(logSum); // [batch, class]
  const picked = gather(logProbs, 1, unsqueeze(trueLabels, 1)); // [batch, 1]
  return squeeze(picked, 1).neg() as tf.Tensor1D; // [batch]
}
