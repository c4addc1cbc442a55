// Maxima, exponentials and logarithms by hand.
import { reduce, tf, where } from "arena/tools";

export function perplexity(logProbs: tf.Tensor2D): tf.Tensor {
  const [, position] = logProbs.shape;
  return logProbs.sum(1).div(-position).exp();
}

export function standardise(x: tf.Tensor2D, eps: number): tf.Tensor {
  const { mean } = tf.moments(x, 0, true); // [1, neuron]
  const distances = tf.sub(x, mean); // [batch, neuron]
  const variance = reduce(distances.square(), "b n -> 1 n", "mean"); // [1, neuron]
  return distances.mul(variance.add(eps).rsqrt());
}

export function ensembleLogProbs(logProbs: tf.Tensor3D): tf.Tensor {
  const shift = logProbs.max(0, true).maximum(-1e30); // [1, batch, token]
  const sum = logProbs.sub(shift).exp().sum(0, true).log().add(shift); // [1, batch, token]
  return sum.squeeze([0]).sub(Math.log(logProbs.shape[0]));
}

export function probeLoss(logits: tf.Tensor1D, labels: tf.Tensor1D): tf.Tensor {
  const overflowSafe = logits.abs().neg().exp().log1p(); // [batch]
  return tf.relu(logits).sub(logits.mul(labels)).add(overflowSafe).mean();
}

function logProbabilities(logits: tf.Tensor): tf.Tensor {
  const shifted = logits.sub(logits.max(-1, true)); // [batch, token]
  return shifted.sub(shifted.exp().sum(-1, true).log());
}

export function klFromLogits(clean: tf.Tensor2D, patched: tf.Tensor2D): tf.Tensor {
  const [logP, logQ] = [logProbabilities(clean), logProbabilities(patched)]; // [batch, token] each
  const possible = logP.greater(-Infinity); // [batch, token]
  const gap = where(possible, logP, 0).sub(where(possible, logQ, 0)); // [batch, token]
  return logP.exp().mul(gap).sum(-1);
}
