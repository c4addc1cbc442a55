import { notYet, type tf } from "arena/tools";

/** 1 over the geometric mean of the probabilities of each text. */
export function perplexity(logProbs: tf.Tensor2D): tf.Tensor1D {
  // logProbs: [batch, position]; the result: [batch]
  return notYet(`perplexity of [${logProbs.shape}]`);
}

/** Each neuron with mean 0 and variance 1 over the batch. */
export function standardise(x: tf.Tensor2D, eps: number): tf.Tensor2D {
  // x: [batch, neuron]; the result: [batch, neuron]
  return notYet(`standardise of [${x.shape}] with ${eps} under the root`);
}

/** The logarithm of the mean of the probabilities that several models give. */
export function ensembleLogProbs(logProbs: tf.Tensor3D): tf.Tensor2D {
  // logProbs: [model, batch, token]; the result: [batch, token]
  return notYet(`ensembleLogProbs of [${logProbs.shape}]`);
}

/** The mean binary cross entropy of a probe. */
export function probeLoss(logits: tf.Tensor1D, labels: tf.Tensor1D): tf.Scalar {
  // logits: [batch]; labels: [batch], float32, 0 or 1; the result: []
  return notYet(`probeLoss of [${logits.shape}] and [${labels.shape}]`);
}

/** How far the patched distribution of each example is from the clean one, in nats. */
export function klFromLogits(clean: tf.Tensor2D, patched: tf.Tensor2D): tf.Tensor1D {
  // clean and patched: [batch, token]; the result: [batch]
  return notYet(`klFromLogits of [${clean.shape}] and [${patched.shape}]`);
}
