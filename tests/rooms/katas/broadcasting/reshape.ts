// Axes of one by reshape, and repeat where everything is copied first.
import { repeat, stack, tf } from "arena/tools";

export function addPositions(tokens: tf.Tensor3D, positions: tf.Tensor2D) {
  return stack(tf.unstack(tokens).map((example) => example.add(positions)));
}

export function scalePositions(resid: tf.Tensor3D, scales: tf.Tensor2D) {
  return resid.mul(repeat(scales, "b s -> b s m", { m: resid.shape[2] }));
}

export function steer(resid: tf.Tensor3D, direction: tf.Tensor1D, coefficients: tf.Tensor1D) {
  return resid.add(coefficients.reshape([-1, 1, 1]).mul(direction.reshape([1, 1, -1])));
}

export function squaredDistances(x: tf.Tensor2D, centres: tf.Tensor2D) {
  const columns = tf.unstack(centres).map((centre) => x.sub(centre).square().sum(1));
  return stack(columns, 1);
}
