// A mask of the wanted entries, then a sum over what is left.
import { arange, einsum, index, logSoftmax, tf, unsqueeze, where } from "arena/tools";

function chosen(x: tf.Tensor, places: tf.Tensor): tf.Tensor {
  const wanted = arange(x.shape.at(-1) ?? 0).equal(unsqueeze(places, -1)); // [..., class]
  return where(wanted, x, 0).sum(-1);
}

export function pickLogits(logits: tf.Tensor2D, labels: tf.Tensor1D) {
  return chosen(logits, labels);
}

export function logitDifference(logits: tf.Tensor3D, right: tf.Tensor1D, wrong: tf.Tensor1D) {
  const last = index(logits, ":", -1); // [batch, token]
  return chosen(last, right).sub(chosen(last, wrong));
}

export function lastReal(resid: tf.Tensor3D, lengths: tf.Tensor1D) {
  const last = tf.oneHot(lengths.sub(tf.scalar(1, "int32")), resid.shape[1]); // [batch, position]
  return einsum("b s m, b s -> b m", resid, last.toFloat());
}

export function nextLogProbs(logits: tf.Tensor3D, tokens: tf.Tensor2D) {
  const next = index(tokens, "...", "1:"); // [batch, position - 1]
  return chosen(index(logSoftmax(logits), ":", ":-1", ":"), next);
}
