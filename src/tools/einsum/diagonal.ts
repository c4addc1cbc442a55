import { tf } from "../../runtime/tf.ts";
import { sizeOf } from "../shape/axis.ts";
import { type Labelled, ordered } from "./labelled.ts";

/** Replaces every repeated index by the diagonal over its axes, which becomes the last axis. */
export function withDiagonals(operand: Labelled): Labelled {
  const repeated = operand.indices.find((index, axis) => operand.indices.indexOf(index) !== axis);
  return repeated === undefined ? operand : withDiagonals(diagonalOf(operand, repeated));
}

/**
 * The diagonal over the first two axes called `index`. Rows of n entries are laid end to end; behind them n
 * zeros are added, so that cutting the n * (n + 1) entries into rows of n + 1 puts the diagonal into column
 * 0.
 */
function diagonalOf({ tensor, indices }: Labelled, index: string): Labelled {
  const first = indices.indexOf(index);
  const second = indices.indexOf(index, first + 1);
  const unique = indices.map((name, axis) =>
    axis === first ? "row" : axis === second ? "column" : `${axis} ${name}`,
  );
  const others = unique.filter((_, axis) => axis !== first && axis !== second);
  const n = tensor.shape[first] ?? 1;
  // [...others, n, n]
  const moved = ordered({ tensor, indices: unique }, [...others, "row", "column"]).tensor;
  const outer = moved.shape.slice(0, -2);
  const flat = tf.reshape(moved, [sizeOf(outer), n * n]); // [others, n * n]
  const rows = tf.reshape(
    tf.pad(flat, [
      [0, 0],
      [0, n],
    ]),
    [sizeOf(outer), n, n + 1],
  ); // [others, n, n + 1]
  const diagonal = tf.slice(rows, [0, 0, 0], [sizeOf(outer), n, 1]); // [others, n, 1]
  const left = indices.filter((_, axis) => axis !== first && axis !== second);
  return { tensor: tf.reshape(diagonal, [...outer, n]), indices: [...left, index] };
}
