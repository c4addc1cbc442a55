import type { Tensor, Tensor3D } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { reshaped } from "../shape/reshaped.ts";
import { countOf } from "./matrices.ts";

interface Eliminated {
  /** The right-hand sides after elimination: the solutions. NaN for a singular matrix. */
  readonly solutions: Tensor;
  readonly determinants: Tensor;
}

/**
 * Gauss-Jordan elimination with partial pivoting from tensor operations, all matrices at once: for webgpu,
 * where values cannot be read in between. `a` [..., n, n], `b` [..., n, columns].
 */
export function eliminateByOperations(a: Tensor, b: Tensor): Eliminated {
  const [n, columns] = b.shape.slice(-2) as [number, number];
  const count = countOf(a);
  // [count, n, n + columns]
  let table = tf.concat([reshaped(a, [count, n, n]), reshaped(b, [count, n, columns])], 2) as Tensor3D;
  let determinants: Tensor = tf.ones([count]); // [count]
  for (let column = 0; column < n; column++) {
    const exchange = exchangeVector(table, column, n); // [count, n, 1]
    table = tf.sub(table, tf.matMul(exchange, tf.matMul(exchange, table, true, false))); // rows exchanged
    const pivot = tf.slice(table, [0, column, column], [count, 1, 1]); // [count, 1, 1]
    const sign = tf.sub(1, tf.sum(tf.square(exchange), [1, 2])); // -1 where rows were exchanged, [count]
    determinants = tf.mul(determinants, tf.mul(sign, tf.reshape(pivot, [count])));
    table = clearedColumn(table, column, pivot);
  }
  const solutions = tf.slice(table, [0, 0, n], [count, n, columns]);
  const singular = tf.reshape(tf.equal(determinants, 0), [count, 1, 1]);
  const marked = tf.where(
    tf.broadcastTo(singular, solutions.shape),
    tf.fill(solutions.shape, Number.NaN),
    solutions,
  );
  return {
    solutions: tf.reshape(marked, b.shape),
    determinants: tf.reshape(determinants, a.shape.slice(0, -2)),
  };
}

/** d = e_pivot - e_column, so that I - d dᵀ exchanges the two rows (and d = 0 leaves them). */
function exchangeVector(table: Tensor3D, column: number, n: number): Tensor3D {
  const count = table.shape[0];
  const candidates = tf.abs(
    tf.reshape(tf.slice(table, [0, column, column], [count, n - column, 1]), [count, n - column]),
  );
  const largest = tf.reshape(tf.argMax(candidates, 1), [count, 1]); // [count, 1]
  const pivot = tf.cast(
    tf.equal(tf.range(0, n, 1, "int32"), tf.add(largest, tf.scalar(column, "int32"))),
    "float32",
  ); // [count, n]
  const own = tf.cast(tf.equal(tf.range(0, n, 1, "int32"), tf.scalar(column, "int32")), "float32"); // [n]
  return tf.reshape(tf.sub(pivot, own), [count, n, 1]);
}

/**
 * Divides the pivot's row by the pivot and takes it off all others, so that the column is 1 there and 0
 * elsewhere.
 */
function clearedColumn(table: Tensor3D, column: number, pivot: Tensor): Tensor3D {
  const [count, n, width] = table.shape;
  const safe = tf.where(tf.equal(pivot, 0), tf.onesLike(pivot), pivot);
  const row = tf.div(tf.slice(table, [0, column, 0], [count, 1, width]), safe); // [count, 1, n + columns]
  const own = tf.reshape(
    tf.cast(tf.equal(tf.range(0, n, 1, "int32"), tf.scalar(column, "int32")), "float32"),
    [1, n, 1],
  );
  // the row itself becomes row / pivot
  const factors = tf.sub(tf.slice(table, [0, 0, column], [count, n, 1]), own);
  return tf.sub(table, tf.mul(factors, row));
}
