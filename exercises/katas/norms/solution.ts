import { einsum, linalg, stack, tf } from "arena/tools";

/** Every row with the length 1; a row of zeros stays zeros. */
export function unitRows(x: tf.Tensor2D): tf.Tensor2D {
  const lengths = linalg.norm(x, -1, { keepDims: true }); // [row, 1]
  return x.div(lengths.maximum(1e-12)); // [row, d]
}

/** The cosine of each direction of a with each direction of b. */
export function cosines(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  return einsum("n d, m d -> n m", unitRows(a), unitRows(b)) as tf.Tensor2D; // [n, m]
}

/** The absolute values of the latents times the lengths of their decoder rows: summed, averaged over the batch. */
export function sparsityPenalty(latents: tf.Tensor2D, decoder: tf.Tensor2D): tf.Scalar {
  const lengths = linalg.norm(decoder, -1); // [latent]
  return latents.abs().mul(lengths).sum(-1).mean() as tf.Scalar; // []
}

/** The gradients, scaled by one factor so that together they are no longer than maxNorm. */
export function clippedGradients(gradients: tf.Tensor[], maxNorm: number): tf.Tensor[] {
  const lengths = gradients.map((gradient) => linalg.norm(gradient)); // [] each
  const factor = tf.div(maxNorm, linalg.norm(stack(lengths)).maximum(maxNorm)); // [], at most 1
  return gradients.map((gradient) => gradient.mul(factor)); // the shape of each
}

/** The residual stream without its part along the direction. */
export function ablateDirection(resid: tf.Tensor3D, direction: tf.Tensor1D): tf.Tensor3D {
  const unit = direction.div(linalg.norm(direction)); // [model]
  return resid.sub(einsum("b s m, m, n -> b s n", resid, unit, unit)) as tf.Tensor3D; // [batch, position, model]
}
