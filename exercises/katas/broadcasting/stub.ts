import { notYet, type tf } from "arena/tools";

/** Token embeddings with the embedding of each position added. */
export function addPositions(tokens: tf.Tensor3D, positions: tf.Tensor2D): tf.Tensor3D {
  // tokens: [batch, position, model]; positions: [position, model]
  // the result: [batch, position, model]
  return notYet(`addPositions of [${tokens.shape}] and [${positions.shape}]`);
}

/** Each position of the residual stream times a number of its own. */
export function scalePositions(resid: tf.Tensor3D, scales: tf.Tensor2D): tf.Tensor3D {
  // resid: [batch, position, model]; scales: [batch, position]
  // the result: [batch, position, model]
  return notYet(`scalePositions of [${resid.shape}] and [${scales.shape}]`);
}

/** The residual stream, pushed along one direction at every position, each example by a coefficient of its own. */
export function steer(resid: tf.Tensor3D, direction: tf.Tensor1D, coefficients: tf.Tensor1D): tf.Tensor3D {
  // resid: [batch, position, model]; direction: [model]; coefficients: [batch]
  // the result: [batch, position, model]
  return notYet(`steer of [${resid.shape}], [${direction.shape}] and [${coefficients.shape}]`);
}

/** The squared distance of each activation to each centre. */
export function squaredDistances(x: tf.Tensor2D, centres: tf.Tensor2D): tf.Tensor2D {
  // x: [example, model]; centres: [centre, model]; the result: [example, centre]
  return notYet(`squaredDistances of [${x.shape}] and [${centres.shape}]`);
}
