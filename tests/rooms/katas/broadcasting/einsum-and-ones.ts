// Products with ones stretch what broadcasting would.
import { einsum, tf } from "arena/tools";

export const addPositions = (tokens: tf.Tensor3D, positions: tf.Tensor2D) =>
  tokens.add(einsum("b, s m -> b s m", tf.ones([tokens.shape[0]]), positions));

export const scalePositions = (resid: tf.Tensor3D, scales: tf.Tensor2D) =>
  einsum("b s m, b s -> b s m", resid, scales);

export const steer = (resid: tf.Tensor3D, direction: tf.Tensor1D, coefficients: tf.Tensor1D) => {
  const everywhere = tf.ones([resid.shape[1]]); // [position]
  return resid.add(einsum("b, s, m -> b s m", coefficients, everywhere, direction));
};

export const squaredDistances = (x: tf.Tensor2D, centres: tf.Tensor2D) => {
  const products = einsum("x m, c m -> x c", x, centres);
  const own = x.square().sum(1, true); // [example, 1]
  return own.add(centres.square().sum(1)).sub(products.mul(2));
};
