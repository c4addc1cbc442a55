import { notYet, type tf } from "arena/tools";

/** -log p(true label) of each example, not averaged. */
export function batchedCrossEntropyLoss(logits: tf.Tensor2D, trueLabels: tf.Tensor1D): tf.Tensor1D {
  // logits: [batch, class]; trueLabels: int32 [batch]; the result: [batch]
  return notYet(`the losses for logits [${logits.shape}] and labels [${trueLabels.shape}]`);
}
