import { notYet, type tf } from "arena/tools";

/** Every row with the length 1; a row of zeros stays zeros. */
export function unitRows(x: tf.Tensor2D): tf.Tensor2D {
  // x: [row, d]; the result: [row, d]
  return notYet(`unitRows of [${x.shape}]`);
}

/** The cosine of each direction of a with each direction of b. */
export function cosines(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D {
  // a: [n, d]; b: [m, d]; the result: [n, m]
  return notYet(`cosines of [${a.shape}] and [${b.shape}]`);
}

/** The absolute values of the latents times the lengths of their decoder rows: summed, averaged over the batch. */
export function sparsityPenalty(latents: tf.Tensor2D, decoder: tf.Tensor2D): tf.Scalar {
  // latents: [batch, latent]; decoder: [latent, d]; the result: []
  return notYet(`sparsityPenalty of [${latents.shape}] and [${decoder.shape}]`);
}

/** The gradients, scaled by one factor so that together they are no longer than maxNorm. */
export function clippedGradients(gradients: tf.Tensor[], maxNorm: number): tf.Tensor[] {
  // the result: as many tensors, of the same shapes
  return notYet(`clippedGradients of ${gradients.length} gradients to ${maxNorm}`);
}

/** The residual stream without its part along the direction. */
export function ablateDirection(resid: tf.Tensor3D, direction: tf.Tensor1D): tf.Tensor3D {
  // resid: [batch, position, model]; direction: [model]; the result: [batch, position, model]
  return notYet(`ablateDirection of [${resid.shape}] and [${direction.shape}]`);
}
