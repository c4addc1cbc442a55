// Squares, sums and roots by hand, with where against zeros.
import { concatenate, type tf, where } from "arena/tools";

/** The lengths of the rows, with 1 where they are 0. */
function divisors(x: tf.Tensor): tf.Tensor {
  const squares = x.square().sum(-1, true); // [row, 1]
  return where(squares.greater(0), squares, 1).sqrt();
}

export const unitRows = (x: tf.Tensor2D) => x.div(divisors(x));

export const cosines = (a: tf.Tensor2D, b: tf.Tensor2D) =>
  a.matMul(b, false, true).div(divisors(a)).div(divisors(b).transpose());

export const sparsityPenalty = (latents: tf.Tensor2D, decoder: tf.Tensor2D) => {
  const squares = decoder.square().sum(1); // [latent]
  const dead = squares.equal(0); // [latent]
  const lengths = where(dead, 0, where(dead, 1, squares).sqrt()); // [latent]
  return latents.abs().matMul(lengths.expandDims(1)).mean();
};

export const clippedGradients = (gradients: tf.Tensor[], maxNorm: number) => {
  const all = concatenate(gradients.map((gradient) => gradient.flatten())); // [number]
  const [length = 0] = all.square().sum().sqrt().dataSync();
  return length > maxNorm ? gradients.map((gradient) => gradient.mul(maxNorm / length)) : gradients;
};

export const ablateDirection = (resid: tf.Tensor3D, direction: tf.Tensor1D) => {
  const share = resid.mul(direction).sum(-1, true).div(direction.square().sum()); // [batch, position, 1]
  return resid.sub(share.mul(direction));
};
