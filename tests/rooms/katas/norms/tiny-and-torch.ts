// A tiny number added, as PyTorch clips, and a projection matrix.
import { einsum, linalg, nn, tf, unsqueeze } from "arena/tools";

export function unitRows(x: tf.Tensor2D): tf.Tensor {
  return x.div(unsqueeze(linalg.norm(x, 1).add(1e-12), 1));
}

export function cosines(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor {
  return nn.functional.cosineSimilarity(unsqueeze(a, 1), unsqueeze(b, 0), -1); // [n, m]
}

export function sparsityPenalty(latents: tf.Tensor2D, decoder: tf.Tensor2D): tf.Tensor {
  const weighted = latents.mul(linalg.norm(decoder, 1)); // [batch, latent]
  return linalg.norm(weighted, 1, { order: 1 }).mean();
}

export function clippedGradients(gradients: tf.Tensor[], maxNorm: number): tf.Tensor[] {
  const squares = gradients.map((gradient) => gradient.square().sum()); // [] each
  const length = tf.addN(squares).sqrt(); // []
  const factor = tf.minimum(tf.scalar(maxNorm).div(length.add(1e-6)), 1); // []
  return gradients.map((gradient) => tf.mul(gradient, factor));
}

export function ablateDirection(resid: tf.Tensor3D, direction: tf.Tensor1D): tf.Tensor {
  const unit = unitRows(unsqueeze(direction, 0) as tf.Tensor2D); // [1, model]
  const projection = tf.eye(direction.shape[0]).sub(unit.transpose().matMul(unit)); // [model, model]
  return einsum("b s m, m n -> b s n", resid, projection);
}
