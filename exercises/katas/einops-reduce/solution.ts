import { reduce, type tf } from "arena/tools";

/** The mean activation of each neuron over all examples and positions, as mean ablation puts it in. */
export function meanActivation(activations: tf.Tensor3D): tf.Tensor1D {
  return reduce(activations, "batch position neuron -> neuron", "mean") as tf.Tensor1D;
}

/** The mean of each block of size times size pixels. */
export function averagePool(images: tf.Tensor4D, size: number): tf.Tensor4D {
  return reduce(images, "b c (h p) (w q) -> b c h w", "mean", { p: size, q: size }) as tf.Tensor4D;
}

/** The largest attention that each key gets from any query of any head. */
export function strongestHead(pattern: tf.Tensor4D): tf.Tensor2D {
  return reduce(pattern, "batch head query key -> batch key", "max") as tf.Tensor2D;
}

/** Each position of the residual stream minus its own mean over the model axis, the first half of a layer norm. */
export function centre(resid: tf.Tensor3D): tf.Tensor3D {
  const mean = reduce(resid, "b s m -> b s 1", "mean"); // [batch, position, 1]
  return resid.sub(mean);
}
