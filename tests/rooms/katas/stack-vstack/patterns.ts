// einops takes a list of tensors apart like an axis, once they are stacked in front.
import { rearrange, stack, tf } from "arena/tools";

export function cacheLayers(outputs: tf.Tensor3D[]) {
  return rearrange(stack(outputs), "layer b s m -> b layer s m");
}

export function grid(rows: tf.Tensor1D, columns: tf.Tensor1D) {
  const [across, down] = tf.meshgrid(columns, rows) as [tf.Tensor, tf.Tensor]; // [row, column]
  return rearrange(stack([down, across]), "two row column -> row column two");
}

export function interleave(even: tf.Tensor3D, odd: tf.Tensor3D) {
  return rearrange(stack([even, odd]), "two b s d -> b s (d two)");
}

export function residualAfterEach(embedded: tf.Tensor2D, outputs: tf.Tensor2D[]) {
  const upTo = outputs.map((_, layer) => tf.addN([embedded, ...outputs.slice(0, layer + 1)]));
  return stack([embedded, ...upTo]);
}
