// Patterns and einsum, which need no axis of one.
import { einsum, index, rearrange, type tf } from "arena/tools";

export function scores(probe: tf.Tensor3D) {
  return index(probe, "...", 0);
}

export function addBias(maps: tf.Tensor4D, bias: tf.Tensor1D) {
  return maps.add(rearrange(bias, "c -> c 1 1"));
}

export function mix(weights: tf.Tensor2D, vectors: tf.Tensor3D) {
  return einsum("b k, b k d -> b d", weights, vectors);
}

export function applyEach(matrices: tf.Tensor3D, vectors: tf.Tensor2D) {
  return einsum("b o i, b i -> b o", matrices, vectors);
}
