import { type tf, unsqueeze } from "arena/tools";

/** Token embeddings with the embedding of each position added. */
export function addPositions(tokens: tf.Tensor3D, positions: tf.Tensor2D): tf.Tensor3D {
  return tokens.add(positions); // [batch, position, model]
}

/** Each position of the residual stream times a number of its own. */
export function scalePositions(resid: tf.Tensor3D, scales: tf.Tensor2D): tf.Tensor3D {
  return resid.mul(unsqueeze(scales, -1)); // [batch, position, 1] over the model axis
}

/** The residual stream, pushed along one direction at every position, each example by a coefficient of its own. */
export function steer(resid: tf.Tensor3D, direction: tf.Tensor1D, coefficients: tf.Tensor1D): tf.Tensor3D {
  const push = unsqueeze(coefficients, -1).mul(direction); // [batch, model]
  return resid.add(unsqueeze(push, 1)); // [batch, 1, model] over the positions
}

/** The squared distance of each activation to each centre. */
export function squaredDistances(x: tf.Tensor2D, centres: tf.Tensor2D): tf.Tensor2D {
  const apart = unsqueeze(x, 1).sub(centres); // [example, centre, model]
  return apart.square().sum(-1) as tf.Tensor2D; // [example, centre]
}
