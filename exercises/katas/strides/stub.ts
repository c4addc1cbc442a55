import { notYet, type tf } from "arena/tools";

/** By how many places one goes for one more along each axis, in a tensor that lies row by row. */
export function stridesOf(shape: number[]): number[] {
  // one stride for each axis
  return notYet(`stridesOf of [${shape}]`);
}

/** Whether a tensor with these sizes and strides lies row by row without gaps. */
export function isContiguous(size: number[], stride: number[]): boolean {
  // as many strides as sizes
  return notYet(`isContiguous of sizes [${size}] with strides [${stride}]`);
}

/** The indices of each place in a tensor of this shape that lies row by row. */
export function indicesOf(places: tf.Tensor1D, shape: number[]): tf.Tensor2D {
  // places: [n], int32; the result: [n, axis], int32
  return notYet(`indicesOf of [${places.shape}] places in [${shape}]`);
}

/** The entries of x as a tensor of these sizes, each stride apart, from the offset on. */
export function asStrided(x: tf.Tensor, size: number[], stride: number[], offset: number): tf.Tensor {
  // x: any shape, read row by row; the result: [...size]
  return notYet(`asStrided of [${x.shape}] as [${size}] with strides [${stride}] from ${offset}`);
}

/** Scores by distance as scores by key: each query's row is shifted by its own place. */
export function relativeShift(scores: tf.Tensor3D): tf.Tensor3D {
  // scores: [head, query, 2 · query - 1]; the result: [head, query, key]
  return notYet(`relativeShift of [${scores.shape}]`);
}
