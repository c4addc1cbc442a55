import { einsum, tf } from "arena/tools";

/** The squared distance between each activation and its reconstruction. */
export function reconstructionError(x: tf.Tensor, reconstruction: tf.Tensor): tf.Tensor {
  return x.sub(reconstruction).square().sum(-1); // [...]
}

/** The mean loss of the steps from start up to, not including, end. */
export function meanLoss(losses: number[], start: number, end: number): tf.Scalar {
  return tf.mean(losses.slice(start, end)) as tf.Scalar; // []
}

/** The residual stream at the positions from start up to, not including, end. */
export function positionsBetween(resid: tf.Tensor3D, start: number, end: number): tf.Tensor3D {
  return resid.slice([0, start, 0], [-1, end - start, -1]); // [batch, end - start, model]
}

/** The mean activation of each layer. */
export function layerMeans(activations: tf.Tensor3D[]): tf.Scalar[] {
  return activations.map((layer) => layer.mean() as tf.Scalar); // [] each
}

/** The names of the functions that may stand between the two products. */
export type Activation = "relu" | "silu" | "solu";

const ACTIVATIONS = {
  relu: (y: tf.Tensor) => y.relu(),
  silu: (y: tf.Tensor) => y.mul(y.sigmoid()),
  solu: (y: tf.Tensor) => y.mul(y.softmax()), // over the neurons, the last axis
};

/** The MLP of a transformer with the non-linearity that its setting names. */
export function mlp(
  x: tf.Tensor3D,
  wIn: tf.Tensor2D,
  wOut: tf.Tensor2D,
  activation: Activation,
): tf.Tensor3D {
  const before = einsum("b s m, m n -> b s n", x, wIn); // [batch, position, neuron]
  const after = ACTIVATIONS[activation](before); // [batch, position, neuron]
  return einsum("b s n, n m -> b s m", after, wOut) as tf.Tensor3D; // [batch, position, model]
}
