// Index with a table of rows beside the table of places.
import { arange, index, logSoftmax, type tf, unsqueeze } from "arena/tools";

export const pickLogits = (logits: tf.Tensor2D, labels: tf.Tensor1D) =>
  index(logits, arange(logits.shape[0]), labels);

export const logitDifference = (logits: tf.Tensor3D, right: tf.Tensor1D, wrong: tf.Tensor1D) => {
  const rows = arange(logits.shape[0]);
  return index(logits, rows, -1, right).sub(index(logits, rows, -1, wrong));
};

export const lastReal = (resid: tf.Tensor3D, lengths: tf.Tensor1D) =>
  index(resid, arange(resid.shape[0]), lengths.sub(1).toInt());

export const nextLogProbs = (logits: tf.Tensor3D, tokens: tf.Tensor2D) => {
  const [batch, position] = tokens.shape;
  const rows = unsqueeze(arange(batch), 1); // [batch, 1]
  const places = arange(position - 1); // [position - 1]
  return index(logSoftmax(logits), rows, places, index(tokens, ":", "1:"));
};
