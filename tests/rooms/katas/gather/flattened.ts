import { tf } from "arena/tools";

/** From each row of [rows, width] the entry at its index: the table read as one long list. */
function pick(table: tf.Tensor2D, index: tf.Tensor1D): tf.Tensor1D {
  const [rows, width] = table.shape;
  const starts = tf.range(0, rows, 1, "int32").mul(tf.scalar(width, "int32")); // [rows]
  return tf.gather(table.flatten(), starts.add(index)) as tf.Tensor1D; // [rows]
}

export function rowsOf(table: tf.Tensor2D, tokens: tf.Tensor2D): tf.Tensor {
  return tf.gather(table, tokens.flatten()).reshape([...tokens.shape, table.shape[1]]);
}

export function logitOfLabel(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Tensor {
  return pick(logits, labels);
}

export function tokenLogProbs(logProbs: tf.Tensor3D, tokens: tf.Tensor2D): tf.Tensor {
  const [batch, positions, width] = logProbs.shape;
  if (positions < 2) return tf.zeros([batch, 0]);
  const guesses = logProbs.slice([0, 0, 0], [-1, positions - 1, -1]).reshape([-1, width]) as tf.Tensor2D;
  const next = tokens.slice([0, 1]).flatten();
  return pick(guesses, next).reshape([batch, positions - 1]);
}

export function logitDifference(logits: tf.Tensor3D, right: tf.Tensor1D, wrong: tf.Tensor1D): tf.Tensor {
  const last = logits.slice([0, logits.shape[1] - 1, 0], [-1, 1, -1]).squeeze([1]) as tf.Tensor2D; // [batch, token]
  return tf.sub(pick(last, right), pick(last, wrong));
}
