import { arange, stack, tf, unsqueeze } from "arena/tools";

/** By how many places one goes for one more along each axis, in a tensor that lies row by row. */
export function stridesOf(shape: number[]): number[] {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((size, length) => size * length, 1));
}

/** Whether a tensor with these sizes and strides lies row by row without gaps. */
export function isContiguous(size: number[], stride: number[]): boolean {
  const expected = stridesOf(size);
  return size.includes(0) || size.every((length, axis) => length === 1 || stride[axis] === expected[axis]);
}

/** The indices of each place in a tensor of this shape that lies row by row. */
export function indicesOf(places: tf.Tensor1D, shape: number[]): tf.Tensor2D {
  const columns = stridesOf(shape).map((stride, axis) => {
    const steps = places.floorDiv(tf.scalar(stride, "int32")); // [n]
    return steps.mod(tf.scalar(shape[axis] ?? 1, "int32")); // [n]
  });
  return stack(columns, -1) as tf.Tensor2D; // [n, axis]
}

/** The entries of x as a tensor of these sizes, each stride apart, from the offset on. */
export function asStrided(x: tf.Tensor, size: number[], stride: number[], offset: number): tf.Tensor {
  let places: tf.Tensor = tf.scalar(offset, "int32"); // []
  for (const [axis, length] of size.entries()) {
    const steps = arange(length).mul(tf.scalar(stride[axis] ?? 0, "int32")); // [length]
    places = unsqueeze(places, -1).add(steps); // [..., length]
  }
  return tf.gather(x.flatten(), places as tf.Tensor1D); // [...size]
}

/** Scores by distance as scores by key: each query's row is shifted by its own place. */
export function relativeShift(scores: tf.Tensor3D): tf.Tensor3D {
  const [heads, queries, distances] = scores.shape;
  const stride = [queries * distances, distances - 1, 1];
  return asStrided(scores, [heads, queries, queries], stride, queries - 1) as tf.Tensor3D; // [head, query, key]
}
