import type { Tensor, Tensor1D } from "#tfjs";
import * as tfjs from "#tfjs";

/** −log softmax(logits)[label] by ordinary operations. logits [row, class], labels [row], int32. [row] */
export function crossEntropyFormula(logits: Tensor, labels: Tensor): Tensor {
  const logProbs = tfjs.logSoftmax(logits); // [row, class]
  // chosen, not multiplied: 0 · −∞ is no number
  const picked = tfjs.where(hot(logits, labels), logProbs, tfjs.zerosLike(logProbs)); // [row, class]
  return tfjs.neg(tfjs.sum(picked, 1));
}

/** What flows back from dy to the logits: dy · (softmax − one-hot). [row, class] */
export function crossEntropyGradientFormula(dy: Tensor, logits: Tensor, labels: Tensor): Tensor {
  const difference = tfjs.sub(tfjs.softmax(logits), tfjs.cast(hot(logits, labels), "float32")); // [row, class]
  return tfjs.mul(tfjs.expandDims(dy, 1), difference);
}

/** True at each row's label. [row, class] */
const hot = (logits: Tensor, labels: Tensor): Tensor =>
  tfjs.cast(tfjs.oneHot(labels as Tensor1D, logits.shape[1] as number), "bool");
