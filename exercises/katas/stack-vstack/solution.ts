import { repeat, stack, type tf } from "arena/tools";

/** What every layer wrote, the layer as the second axis. */
export function cacheLayers(outputs: tf.Tensor3D[]): tf.Tensor4D {
  return stack(outputs, 1) as tf.Tensor4D; // [batch, layer, position, model]
}

/** The coordinates of every point of a grid. */
export function grid(rows: tf.Tensor1D, columns: tf.Tensor1D): tf.Tensor3D {
  const down = repeat(rows, "row -> row column", { column: columns.shape[0] }); // [row, column]
  const across = repeat(columns, "column -> row column", { row: rows.shape[0] }); // [row, column]
  return stack([down, across], -1) as tf.Tensor3D; // [row, column, 2]
}

/** The features of two tensors in turn. */
export function interleave(even: tf.Tensor3D, odd: tf.Tensor3D): tf.Tensor3D {
  const [b, s, d] = even.shape;
  return stack([even, odd], -1).reshape([b, s, 2 * d]); // [batch, position, 2·d]
}

/** The residual stream before the first layer and after each. */
export function residualAfterEach(embedded: tf.Tensor2D, outputs: tf.Tensor2D[]): tf.Tensor3D {
  const after = [embedded]; // [position, model] each
  for (const output of outputs) after.push((after.at(-1) ?? embedded).add(output));
  return stack(after) as tf.Tensor3D; // [layer + 1, position, model]
}
