// Each tensor gets its axis of one first, and concatenate does the rest.
import { concatenate, tf, unsqueeze } from "arena/tools";

export const cacheLayers = (outputs: tf.Tensor3D[]) =>
  concatenate(
    outputs.map((output) => unsqueeze(output, 1)),
    1,
  );

export const grid = (rows: tf.Tensor1D, columns: tf.Tensor1D) => {
  const shape = [rows.shape[0], columns.shape[0], 1] as const;
  const down = tf.broadcastTo(rows.reshape([-1, 1, 1]), [...shape]); // [row, column, 1]
  const across = tf.broadcastTo(columns.reshape([1, -1, 1]), [...shape]); // [row, column, 1]
  return concatenate([down, across], 2);
};

export const interleave = (even: tf.Tensor3D, odd: tf.Tensor3D) => {
  const joined = concatenate([unsqueeze(even, -1), unsqueeze(odd, -1)], -1); // [batch, position, d, 2]
  return joined.reshape([even.shape[0], even.shape[1], -1]);
};

export const residualAfterEach = (embedded: tf.Tensor2D, outputs: tf.Tensor2D[]) =>
  tf.cumsum(concatenate([embedded, ...outputs].map((part) => unsqueeze(part, 0))), 0);
