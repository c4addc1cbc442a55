import type { Tensor } from "#tfjs";
import { tf } from "../../runtime/tf.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText, ToolError } from "../lesson.ts";
import { sizeOf } from "../shape/axis.ts";

/**
 * A matrix that has no inverse, within a batch or alone.
 *
 * ```ts
 * } catch (error) {
 *   if (error instanceof linalg.SingularMatrixError) error.member; // [2]: the third of the batch
 * }
 * ```
 */
export class SingularMatrixError extends ToolError {
  override readonly name: string = "SingularMatrixError";
  /** Which member of the batch: an index for each batch axis, empty for a single matrix. */
  readonly member: readonly number[];

  constructor(tool: string, member: readonly number[], shape: readonly number[]) {
    const which = member.length === 0 ? "the matrix" : `matrix ${shapeText(member)} of the batch`;
    super(
      lesson(tool, {
        what: `${which} is singular: its rows depend on one another, so there is no unique solution.`,
        given: { matrices: shapeText(shape) },
        fits: "matrices with linalg.det not 0; put the identity in place of the others with where, and mask their results",
      }).message,
    );
    this.member = member;
  }
}

/** Checks that the last two axes are square matrices and gives their side. */
export function sideOf(tool: string, a: Tensor): number {
  requireTensor(tool, a, "a");
  const [rows, columns] = a.shape.slice(-2);
  if (a.rank >= 2 && rows !== undefined && rows === columns) return rows;
  throw lesson(tool, { what: `square matrices [..., n, n] are needed, not ${shapeText(a.shape)}.` });
}

/** How many matrices there are. */
export const countOf = (a: Tensor): number => sizeOf(a.shape.slice(0, -2));

/** Each matrix transposed: [..., rows, columns] -> [..., columns, rows]. */
export function transposed(a: Tensor): Tensor {
  return tf.transpose(a, [...Array(a.rank - 2).keys(), a.rank - 1, a.rank - 2]);
}

/** The index, axis by axis, of the member with this number in row-major order. */
export function memberAt(position: number, batch: readonly number[]): number[] {
  let rest = position;
  return batch
    .toReversed()
    .map((length) => {
      const at = rest % length;
      rest = Math.floor(rest / length);
      return at;
    })
    .toReversed();
}
