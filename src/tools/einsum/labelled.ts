import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";

/** A tensor together with the name of each of its axes. No name occurs twice once diagonals are taken. */
export interface Labelled {
  readonly tensor: Tensor;
  readonly indices: readonly string[];
}

/** Whether two lists of names are the same, in the same order. */
export const sameOrder = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((index, i) => index === b[i]);

/** The axes in the order of `indices`, which must be the same names. */
export function ordered({ tensor, indices: from }: Labelled, indices: readonly string[]): Labelled {
  if (sameOrder(from, indices)) return { tensor, indices };
  return {
    tensor: tf.transpose(
      tensor,
      indices.map((index) => from.indexOf(index)),
    ),
    indices,
  };
}

/** Sums over every index that `keep` does not have. */
export function summedTo({ tensor, indices }: Labelled, keep: ReadonlySet<string>): Labelled {
  const axes = indices.flatMap((index, axis) => (keep.has(index) ? [] : [axis]));
  if (axes.length === 0) return { tensor, indices };
  return { tensor: tf.sum(tensor, axes), indices: indices.filter((index) => keep.has(index)) };
}

/**
 * Takes out axes of length 1 whose index is longer elsewhere: without the axis, broadcasting does the rest.
 */
export function withoutStretchedAxes(
  { tensor, indices }: Labelled,
  sizes: ReadonlyMap<string, number>,
): Labelled {
  const kept = indices.filter((index, axis) => tensor.shape[axis] === sizes.get(index));
  if (kept.length === indices.length) return { tensor, indices };
  return {
    tensor: tf.reshape(
      tensor,
      kept.map((index) => sizes.get(index) ?? 1),
    ),
    indices: kept,
  };
}
