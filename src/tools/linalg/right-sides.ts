import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { reshaped, sameShape } from "../shape/reshaped.ts";

/**
 * Hands `solver` the right-hand sides as matrices [..., rows, columns]. Where one vector for each matrix of `a` was
 * given, [..., rows], so is its solution.
 *
 * @throws ToolError if the right-hand sides do not have the rows of `a`.
 */
export function withRightSides(
  tool: string,
  a: Tensor,
  b: Tensor,
  solver: (sides: Tensor) => Tensor,
): Tensor {
  requireTensor(tool, b, "b");
  const needed = a.shape.at(-2);
  const vector = b.rank === 1 || sameShape(b.shape, a.shape.slice(0, -1));
  const rows = vector ? b.shape.at(-1) : b.shape.at(-2);
  if (rows !== needed) {
    throw lesson(tool, {
      what: `matrices with ${needed} rows need right-hand sides with ${needed}, not ${rows ?? 1}.`,
      given: { a: shapeText(a.shape), b: shapeText(b.shape) },
      fits: `b [..., ${needed}] or [..., ${needed}, columns]`,
    });
  }
  return tf.tidy(() => {
    if (!vector) return solver(b);
    const x = solver(tf.expandDims(b, -1)); // [..., n, 1]
    return reshaped(x, x.shape.slice(0, -1));
  });
}
