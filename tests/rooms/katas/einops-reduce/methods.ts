// The reductions of tensors, with numbers for axes.
import type { tf } from "arena/tools";

export const meanActivation = (activations: tf.Tensor3D) => activations.mean([0, 1]);

export const averagePool = (images: tf.Tensor4D, size: number) => {
  const [b, c, h, w] = images.shape;
  return images.reshape([b, c, h / size, size, w / size, size]).mean([3, 5]);
};

export const strongestHead = (pattern: tf.Tensor4D) => pattern.max([1, 2]);

export const centre = (resid: tf.Tensor3D) => resid.sub(resid.mean(-1, true));
