import { arange, index, tf } from "arena/tools";

export const rowsOf = (table: tf.Tensor2D, tokens: tf.Tensor2D) => index(table, tokens);

export const logitOfLabel = (logits: tf.Tensor2D, labels: tf.Tensor1D) =>
  index(logits, arange(logits.shape[0]), labels);

export function tokenLogProbs(logProbs: tf.Tensor3D, tokens: tf.Tensor2D): tf.Tensor {
  const [batch, positions] = tokens.shape;
  if (positions === 1) return tf.zeros([batch, 0]);
  const rows = arange(batch).expandDims(1); // [batch, 1]
  const columns = arange(positions - 1).expandDims(0); // [1, position - 1]
  return index(logProbs, rows, columns, tokens.slice([0, 1])); // [batch, position - 1]
}

export function logitDifference(logits: tf.Tensor3D, right: tf.Tensor1D, wrong: tf.Tensor1D): tf.Tensor {
  const [batch, positions] = logits.shape;
  const at = (answers: tf.Tensor1D) => index(logits, arange(batch), positions - 1, answers); // [batch]
  return at(right).sub(at(wrong));
}
