// Running products and remainders, one axis taken off at a time.
import { stack, tf } from "arena/tools";

export function stridesOf(shape: number[]): number[] {
  const strides: number[] = [];
  let inside = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides.unshift(inside);
    inside *= shape[axis] ?? 1;
  }
  return strides;
}

export function isContiguous(size: number[], stride: number[]): boolean {
  let expected = 1;
  let fits = true;
  for (let axis = size.length - 1; axis >= 0; axis--) {
    const length = size[axis] as number;
    if (length === 0) return true;
    if (length !== 1 && stride[axis] !== expected) fits = false;
    expected *= length;
  }
  return fits;
}

export function indicesOf(places: tf.Tensor1D, shape: number[]): tf.Tensor {
  const columns: tf.Tensor[] = [];
  let rest: tf.Tensor = places; // [n]
  for (const length of shape.toReversed()) {
    const size = tf.scalar(length, "int32");
    columns.unshift(rest.mod(size));
    rest = rest.floorDiv(size);
  }
  return tf.stack(columns, 1);
}

export function asStrided(
  x: tf.Tensor,
  [length, ...size]: number[],
  [step = 0, ...stride]: number[],
  offset: number,
): tf.Tensor {
  const flat = x.reshape([-1]); // [place]
  if (length === undefined) return flat.slice([offset], [1]).reshape([]);
  return stack(Array.from({ length }, (_, i) => asStrided(flat, size, stride, offset + i * step)));
}

export function relativeShift(scores: tf.Tensor3D): tf.Tensor {
  const queries = scores.shape[1];
  const rows = Array.from({ length: queries }, (_, query) =>
    scores.slice([0, query, queries - 1 - query], [-1, 1, queries]),
  ); // [head, 1, key] each
  return tf.concat(rows, 1);
}
