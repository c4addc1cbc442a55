// Inverses and matrix products, which cost more and give the same.
import { einsum, linalg, tf, unsqueeze, where } from "arena/tools";

export function policyValues(transitions: tf.Tensor3D, rewards: tf.Tensor2D, gamma: number): tf.Tensor {
  const inverse = linalg.inv(tf.sub(tf.eye(rewards.shape[1]), tf.mul(gamma, transitions)) as tf.Tensor3D);
  return einsum("p s n, p n -> p s", inverse, rewards);
}

export function coordinates(directions: tf.Tensor2D, activations: tf.Tensor2D): tf.Tensor {
  return tf.matMul(activations, linalg.inv(directions));
}

export function solveOrNaN(A: tf.Tensor3D, b: tf.Tensor2D): tf.Tensor {
  const size = linalg.det(A).abs(); // [system]
  const singular = unsqueeze(size.less(1e-8), 1); // [system, 1]
  const shift = tf.eye(A.shape[1]).sub(A).mul(unsqueeze(singular.toFloat(), 2)); // [system, n, n]
  const solved = einsum("s i j, s j -> s i", linalg.inv(A.add(shift)), b); // [system, n]
  return where(singular, Number.NaN, solved);
}

export function distances(x: tf.Tensor2D, means: tf.Tensor2D, covariances: tf.Tensor3D): tf.Tensor {
  const apart = unsqueeze(x, 1).sub(means); // [batch, class, feature]
  return einsum("b c i, c i j, b c j -> b c", apart, linalg.inv(covariances), apart);
}

export function ridgeProbes(resid: tf.Tensor3D, targets: tf.Tensor2D, penalty: number): tf.Tensor {
  const gram = tf.matMul(resid, resid, true, false); // [layer, model, model]
  const inverse = linalg.inv(gram.add(tf.eye(resid.shape[2]).mul(penalty)) as tf.Tensor3D);
  return einsum("l m n, l r n, r t -> l m t", inverse, resid, targets);
}
