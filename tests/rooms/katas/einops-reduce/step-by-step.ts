// One axis after the other, and sums that are divided at the end.
import { avgPool2d, einsum, rearrange, reduce, type tf } from "arena/tools";

export function meanActivation(activations: tf.Tensor3D) {
  const [batch, position] = activations.shape;
  return einsum("b s n -> n", activations).div(batch * position);
}

export function averagePool(images: tf.Tensor4D, size: number) {
  return avgPool2d(images, size);
}

export function strongestHead(pattern: tf.Tensor4D) {
  const byHead = reduce(pattern, "b h q k -> b h k", "max"); // [batch, head, key]
  return reduce(byHead, "b h k -> b k", "max");
}

export function centre(resid: tf.Tensor3D) {
  const rows = rearrange(resid, "b s m -> (b s) m"); // [row, model]
  const means = rows.sum(1).div(resid.shape[2]).reshape([-1, 1]); // [row, 1]
  return rows.sub(means).reshape(resid.shape);
}
