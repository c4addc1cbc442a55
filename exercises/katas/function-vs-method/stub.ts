import { notYet, type tf } from "arena/tools";

/** The squared distance between each activation and its reconstruction. */
export function reconstructionError(x: tf.Tensor, reconstruction: tf.Tensor): tf.Tensor {
  // x and reconstruction: [..., feature]; the result: [...]
  return notYet(`reconstructionError of [${x.shape}] and [${reconstruction.shape}]`);
}

/** The mean loss of the steps from start up to, not including, end. */
export function meanLoss(losses: number[], start: number, end: number): tf.Scalar {
  // losses: a plain array, one number a step; the result: []
  return notYet(`meanLoss of ${losses.length} losses from ${start} to ${end}`);
}

/** The residual stream at the positions from start up to, not including, end. */
export function positionsBetween(resid: tf.Tensor3D, start: number, end: number): tf.Tensor3D {
  // resid: [batch, position, model]; the result: [batch, end - start, model]
  return notYet(`positionsBetween of [${resid.shape}] from ${start} to ${end}`);
}

/** The mean activation of each layer. */
export function layerMeans(activations: tf.Tensor3D[]): tf.Scalar[] {
  // activations: [batch, position, feature] each, with widths of their own; the result: [] each
  return notYet(`layerMeans of ${activations.length} layers`);
}

/** The names of the functions that may stand between the two products. */
export type Activation = "relu" | "silu" | "solu";

/** The MLP of a transformer with the non-linearity that its setting names. */
export function mlp(
  x: tf.Tensor3D,
  wIn: tf.Tensor2D,
  wOut: tf.Tensor2D,
  activation: Activation,
): tf.Tensor3D {
  // x: [batch, position, model]; wIn: [model, neuron]; wOut: [neuron, model]
  // the result: [batch, position, model]
  return notYet(`mlp of [${x.shape}] with ${activation} between [${wIn.shape}] and [${wOut.shape}]`);
}
