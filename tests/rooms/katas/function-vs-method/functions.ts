// Functions throughout, and tf.relu itself in the table.
import { index, reduce, softmax, tf } from "arena/tools";

export const reconstructionError = (x: tf.Tensor, reconstruction: tf.Tensor) =>
  tf.sum(tf.squaredDifference(x, reconstruction), -1);

export const meanLoss = (losses: number[], start: number, end: number) =>
  tf.mean(tf.tensor1d(losses).slice(start, end - start));

export const positionsBetween = (resid: tf.Tensor3D, start: number, end: number) =>
  index(resid, ":", `${start}:${end}`);

export const layerMeans = (activations: tf.Tensor3D[]) =>
  activations.map((layer) => reduce(layer, "b s f ->", "mean"));

const table = new Map<string, (y: tf.Tensor) => tf.Tensor>([
  ["relu", tf.relu],
  ["silu", (y) => tf.mul(y, tf.sigmoid(y))],
  ["solu", (y) => tf.mul(y, softmax(y))],
]);

export const mlp = (x: tf.Tensor3D, wIn: tf.Tensor2D, wOut: tf.Tensor2D, activation: string) => {
  const [batch, position, model] = x.shape;
  const rows = tf.reshape(x, [batch * position, model]); // [batch · position, model]
  const after = table.get(activation)?.(tf.matMul(rows, wIn)) as tf.Tensor2D;
  return tf.reshape(tf.matMul(after, wOut), x.shape);
};
