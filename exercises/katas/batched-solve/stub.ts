import { notYet, type tf } from "arena/tools";

/** The value of each state under each policy, exactly. */
export function policyValues(transitions: tf.Tensor3D, rewards: tf.Tensor2D, gamma: number): tf.Tensor2D {
  // transitions: [policy, state, next]; rewards and the result: [policy, state]
  return notYet(`policyValues of [${transitions.shape}] and [${rewards.shape}] with gamma ${gamma}`);
}

/** How much of each direction is in each activation. */
export function coordinates(directions: tf.Tensor2D, activations: tf.Tensor2D): tf.Tensor2D {
  // directions: [direction, model], square; activations: [batch, model]; the result: [batch, direction]
  return notYet(`coordinates of [${activations.shape}] by [${directions.shape}]`);
}

/** The solution of each system; NaN where there is none, or more than one. */
export function solveOrNaN(A: tf.Tensor3D, b: tf.Tensor2D): tf.Tensor2D {
  // A: [system, n, n]; b and the result: [system, n]
  return notYet(`solveOrNaN of [${A.shape}] and [${b.shape}]`);
}

/** The squared Mahalanobis distance of each activation from each class. */
export function distances(x: tf.Tensor2D, means: tf.Tensor2D, covariances: tf.Tensor3D): tf.Tensor2D {
  // x: [batch, feature]; means: [class, feature]; covariances: [class, feature, feature]
  // the result: [batch, class]
  return notYet(`distances of [${x.shape}] from [${means.shape}] by [${covariances.shape}]`);
}

/** For each layer the weights of the best linear probe with a penalty on their squares. */
export function ridgeProbes(resid: tf.Tensor3D, targets: tf.Tensor2D, penalty: number): tf.Tensor3D {
  // resid: [layer, row, model]; targets: [row, target]; the result: [layer, model, target]
  return notYet(`ridgeProbes of [${resid.shape}] and [${targets.shape}] with penalty ${penalty}`);
}
