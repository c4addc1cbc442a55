import { notYet, type tf } from "arena/tools";

/** The mean activation of each neuron over all examples and positions, as mean ablation puts it in. */
export function meanActivation(activations: tf.Tensor3D): tf.Tensor1D {
  // activations: [batch, position, neuron]; the result: [neuron]
  return notYet(`meanActivation of [${activations.shape}]`);
}

/** The mean of each block of size times size pixels. */
export function averagePool(images: tf.Tensor4D, size: number): tf.Tensor4D {
  // images: [batch, channel, height, width]
  // the result: [batch, channel, height / size, width / size]
  return notYet(`averagePool of [${images.shape}] in blocks of ${size}`);
}

/** The largest attention that each key gets from any query of any head. */
export function strongestHead(pattern: tf.Tensor4D): tf.Tensor2D {
  // pattern: [batch, head, query, key]; the result: [batch, key]
  return notYet(`strongestHead of [${pattern.shape}]`);
}

/** Each position of the residual stream minus its own mean over the model axis, the first half of a layer norm. */
export function centre(resid: tf.Tensor3D): tf.Tensor3D {
  // resid: [batch, position, model]; the result has the same shape
  return notYet(`centre of [${resid.shape}]`);
}
