import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { requireWhole } from "../arguments/number.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";

/**
 * The upper triangle of each matrix, zeros below. `diagonal` moves the border: 1 leaves the main diagonal
 * out, -1 adds the one below it. Entries outside become 0 even if they are NaN. Differentiable.
 *
 * ```ts
 * triu(tf.ones([3, 3]), 1); // [[0, 1, 1], [0, 0, 1], [0, 0, 0]], the future of a causal mask
 * ```
 * @throws ToolError for fewer than two axes.
 */
export function triu<T extends Tensor>(x: T, diagonal = 0): T {
  requireWhole("triu", "diagonal", diagonal);
  return triangle("triu", x, (row, column) => column - row >= diagonal);
}

/**
 * The lower triangle of each matrix, zeros above. `diagonal` moves the border: -1 leaves the main diagonal
 * out.
 *
 * ```ts
 * tril(scores); // [batch, head, query, key] -> the same shape, keys up to the query
 * ```
 * @throws ToolError for fewer than two axes.
 */
export function tril<T extends Tensor>(x: T, diagonal = 0): T {
  requireWhole("tril", "diagonal", diagonal);
  return triangle("tril", x, (row, column) => column - row <= diagonal);
}

function triangle<T extends Tensor>(tool: string, x: T, inside: (row: number, column: number) => boolean): T {
  requireTensor(tool, x);
  const [rows, columns] = x.shape.slice(-2);
  if (rows === undefined || columns === undefined) {
    throw lesson(tool, {
      what: `a triangle needs a matrix, at least two axes, not ${shapeText(x.shape)}.`,
      example: `${tool}(tf.ones([3, 3]))`,
    });
  }
  return tf.tidy(() => {
    const flags = new Uint8Array(rows * columns);
    for (let row = 0, at = 0; row < rows; row++)
      for (let column = 0; column < columns; column++, at++) flags[at] = inside(row, column) ? 1 : 0;
    const mask = tf.broadcastTo(tf.tensor2d(flags, [rows, columns], "bool"), x.shape); // [..., rows, columns]
    return tf.where(mask, x, tf.zerosLike(x)) as T;
  });
}
