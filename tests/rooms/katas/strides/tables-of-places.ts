// Products from the left divided away, places in plain numbers, and the shift by a reshape, as Transformer-XL does it.
import { einsum, index, tf } from "arena/tools";

const product = (numbers: number[]): number => numbers.reduce((a, b) => a * b, 1);

export const stridesOf = (shape: number[]): number[] => {
  let left = product(shape);
  return shape.map((length) => (left /= length));
};

export const isContiguous = (size: number[], stride: number[]): boolean => {
  if (product(size) === 0) return true;
  const used = size
    .map((length, axis) => [length, stride[axis] as number] as const)
    .filter(([length]) => length > 1);
  const expected = stridesOf(used.map(([length]) => length));
  return used.every(([, step], axis) => step === expected[axis]);
};

export const indicesOf = (places: tf.Tensor1D, shape: number[]): tf.Tensor => {
  const lengths = tf.tensor1d(shape, "int32"); // [axis]
  const strides = tf.tensor1d(stridesOf(shape), "int32"); // [axis]
  return places.expandDims(1).floorDiv(strides).mod(lengths); // [n, axis]
};

export const asStrided = (x: tf.Tensor, size: number[], stride: number[], offset: number): tf.Tensor => {
  const own = stridesOf(size);
  const places = Array.from({ length: product(size) }, (_, entry) =>
    size.reduce(
      (place, length, axis) => place + (Math.floor(entry / (own[axis] ?? 1)) % length) * (stride[axis] ?? 0),
      offset,
    ),
  );
  const hot = tf.oneHot(tf.tensor1d(places, "int32"), x.size).toFloat(); // [entry, place]
  return einsum("e p, p -> e", hot, x.flatten()).reshape(size);
};

export const relativeShift = (scores: tf.Tensor3D): tf.Tensor => {
  const [heads, queries, distances] = scores.shape;
  const flat = scores.reshape([heads, queries * distances]); // [head, place]
  const from = index(flat, ":", `${queries - 1}:`); // [head, place - queries + 1]
  const padded = from.pad([
    [0, 0],
    [0, queries],
  ]); // [head, at least queries · (distances - 1)]
  const shorter = padded.slice([0, 0], [-1, queries * Math.max(1, distances - 1)]);
  return shorter.reshape([heads, queries, -1]).slice([0, 0, 0], [-1, -1, queries]);
};
