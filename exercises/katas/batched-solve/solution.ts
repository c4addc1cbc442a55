import { einsum, linalg, tf, unsqueeze, where } from "arena/tools";

/** The value of each state under each policy, exactly. */
export function policyValues(transitions: tf.Tensor3D, rewards: tf.Tensor2D, gamma: number): tf.Tensor2D {
  const system = tf.eye(transitions.shape[1]).sub(transitions.mul(gamma)); // [policy, state, state]
  return linalg.solve(system, rewards); // [policy, state]
}

/** How much of each direction is in each activation. */
export function coordinates(directions: tf.Tensor2D, activations: tf.Tensor2D): tf.Tensor2D {
  const mixed = linalg.solve(directions.transpose(), activations.transpose()); // [direction, batch]
  return mixed.transpose(); // [batch, direction]
}

/** The solution of each system; NaN where there is none, or more than one. */
export function solveOrNaN(A: tf.Tensor3D, b: tf.Tensor2D): tf.Tensor2D {
  const singular = linalg.det(A).equal(0); // [system]
  const solvable = where(singular.reshape([-1, 1, 1]), tf.eye(A.shape[1]), A); // [system, n, n]
  return where(unsqueeze(singular, 1), Number.NaN, linalg.solve(solvable, b)); // [system, n]
}

/** The squared Mahalanobis distance of each activation from each class. */
export function distances(x: tf.Tensor2D, means: tf.Tensor2D, covariances: tf.Tensor3D): tf.Tensor2D {
  const apart = x.transpose().sub(unsqueeze(means, -1)); // [class, feature, batch]
  const solved = linalg.solve(covariances, apart); // [class, feature, batch]
  return einsum("c f b, c f b -> b c", apart, solved) as tf.Tensor2D; // [batch, class]
}

/** For each layer the weights of the best linear probe with a penalty on their squares. */
export function ridgeProbes(resid: tf.Tensor3D, targets: tf.Tensor2D, penalty: number): tf.Tensor3D {
  const gram = einsum("l r m, l r n -> l m n", resid, resid); // [layer, model, model]
  const sides = einsum("l r m, r t -> l m t", resid, targets); // [layer, model, target]
  return linalg.solve(gram.add(tf.eye(resid.shape[2]).mul(penalty)), sides); // [layer, model, target]
}
