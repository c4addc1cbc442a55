// What the tools have ready: variance, logSumExp, logSigmoid.
import { logSoftmax, softmax, tf, variance, where } from "arena/tools";

export const perplexity = (logProbs: tf.Tensor2D) => tf.exp(tf.neg(tf.mean(logProbs, 1)));

export const standardise = (x: tf.Tensor2D, eps: number) =>
  x.sub(x.mean(0)).div(variance(x, 0, { correction: 0 }).add(eps).sqrt());

export const ensembleLogProbs = (logProbs: tf.Tensor3D) => {
  const possible = logProbs.max(0).greater(-Infinity); // [batch, token]
  const sum = where(possible, logProbs, 0).logSumExp(0); // [batch, token]
  return where(possible, sum.sub(Math.log(logProbs.shape[0])), -Infinity);
};

export const probeLoss = (logits: tf.Tensor1D, labels: tf.Tensor1D) => {
  const sign = labels.mul(2).sub(1); // [batch], 1 for yes and -1 for no
  return tf.logSigmoid(logits.mul(sign)).mean().neg();
};

export const klFromLogits = (clean: tf.Tensor2D, patched: tf.Tensor2D) => {
  const p = softmax(clean); // [batch, token]
  const terms = p.mul(logSoftmax(clean).sub(logSoftmax(patched))); // [batch, token], NaN where both are ruled out
  return where(p.greater(0), terms, 0).sum(1);
};
