import { notYet, type tf } from "arena/tools";

/** What every layer wrote, the layer as the second axis. */
export function cacheLayers(outputs: tf.Tensor3D[]): tf.Tensor4D {
  // outputs: one [batch, position, model] a layer; the result: [batch, layer, position, model]
  return notYet(`cacheLayers of ${outputs.length} layers`);
}

/** The coordinates of every point of a grid. */
export function grid(rows: tf.Tensor1D, columns: tf.Tensor1D): tf.Tensor3D {
  // rows: [row]; columns: [column]; the result: [row, column, 2], the row's number first
  return notYet(`grid of [${rows.shape}] and [${columns.shape}]`);
}

/** The features of two tensors in turn. */
export function interleave(even: tf.Tensor3D, odd: tf.Tensor3D): tf.Tensor3D {
  // even and odd: [batch, position, d]; the result: [batch, position, 2·d], even first
  return notYet(`interleave of [${even.shape}] and [${odd.shape}]`);
}

/** The residual stream before the first layer and after each. */
export function residualAfterEach(embedded: tf.Tensor2D, outputs: tf.Tensor2D[]): tf.Tensor3D {
  // embedded and each output: [position, model]; the result: [layer + 1, position, model]
  return notYet(`residualAfterEach of [${embedded.shape}] and ${outputs.length} layers`);
}
