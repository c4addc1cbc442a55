import { logSoftmax, tf, where } from "arena/tools";

/** 1 over the geometric mean of the probabilities of each text. */
export function perplexity(logProbs: tf.Tensor2D): tf.Tensor1D {
  return logProbs.mean(-1).neg().exp() as tf.Tensor1D; // [batch]
}

/** Each neuron with mean 0 and variance 1 over the batch. */
export function standardise(x: tf.Tensor2D, eps: number): tf.Tensor2D {
  const centred = x.sub(x.mean(0)); // [batch, neuron]
  const variance = centred.square().mean(0); // [neuron]
  return centred.div(variance.add(eps).sqrt()) as tf.Tensor2D; // [batch, neuron]
}

/** The logarithm of the mean of the probabilities that several models give. */
export function ensembleLogProbs(logProbs: tf.Tensor3D): tf.Tensor2D {
  const largest = logProbs.max(0); // [batch, token]
  const shift = where(largest.greater(-Infinity), largest, 0); // [batch, token], finite
  return logProbs.sub(shift).exp().mean(0).log().add(shift) as tf.Tensor2D; // [batch, token]
}

/** The mean binary cross entropy of a probe. */
export function probeLoss(logits: tf.Tensor1D, labels: tf.Tensor1D): tf.Scalar {
  return tf.softplus(logits).sub(logits.mul(labels)).mean() as tf.Scalar; // [], log(1 + exp(x)) - label · x
}

/** How far the patched distribution of each example is from the clean one, in nats. */
export function klFromLogits(clean: tf.Tensor2D, patched: tf.Tensor2D): tf.Tensor1D {
  const [logP, logQ] = [logSoftmax(clean), logSoftmax(patched)]; // [batch, token] each
  const p = logP.exp(); // [batch, token]
  const surprise = where(p.greater(0), logP.sub(logQ), 0); // [batch, token]
  return p.mul(surprise).sum(-1); // [batch]
}
