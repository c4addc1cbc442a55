import type { Tensor } from "#tfjs";
import { tf } from "../../../src/tools/index.ts";

/** einsum by its definition: loops over every value of every index. Letters, with an arrow, without `...`. */
export function naiveEinsum(equation: string, tensors: readonly Tensor[]): Tensor {
  const [left = "", output = ""] = equation.split("->");
  const terms = left.split(",");
  const lengths = new Map<string, number>();
  for (const [i, term] of terms.entries()) {
    for (const [axis, index] of [...term].entries()) lengths.set(index, tensors[i]?.shape[axis] ?? 1);
  }
  const indices = [...lengths.keys()];
  const shape = [...output].map((index) => lengths.get(index) ?? 1);
  const result = tf.buffer([1, ...shape]);
  const values = tensors.map((tensor) => tensor.dataSync());
  for (const place of places(indices.map((index) => lengths.get(index) ?? 1))) {
    const at = (index: string) => place[indices.indexOf(index)] ?? 0;
    const product = terms.reduce(
      (sofar, term, i) => sofar * (values[i]?.[flat([...term].map(at), tensors[i]?.shape ?? [])] ?? 0),
      1,
    );
    const target = [0, ...[...output].map(at)];
    result.set(result.get(...target) + product, ...target);
  }
  return result.toTensor().reshape(shape);
}

function* places(lengths: readonly number[]): Generator<number[]> {
  const [length, ...rest] = lengths;
  if (length === undefined) return yield [];
  for (let i = 0; i < length; i++) for (const place of places(rest)) yield [i, ...place];
}

const flat = (place: readonly number[], shape: readonly number[]): number =>
  place.reduce((position, at, axis) => position * (shape[axis] ?? 1) + at, 0);
