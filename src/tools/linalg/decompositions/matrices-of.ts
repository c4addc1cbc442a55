import type { Tensor } from "#tfjs";
import { peek } from "../../../runtime/reading.ts";
import { requireTensor } from "../../arguments/tensor.ts";
import { lesson, shapeText } from "../../lesson.ts";
import { memberAt } from "../matrices.ts";

/** The sides of the matrices in a batch [..., rows, columns]. */
export function sidesOf(tool: string, a: Tensor): readonly [rows: number, columns: number] {
  requireTensor(tool, a, "a");
  const [rows, columns] = a.shape.slice(-2);
  if (a.rank >= 2 && rows !== undefined && columns !== undefined) return [rows, columns];
  throw lesson(tool, { what: `matrices [..., rows, columns] are needed, not ${shapeText(a.shape)}.` });
}

/**
 * The matrices [count, rows, columns] of a batch, one after another, in double precision.
 *
 * @throws ToolError naming the first matrix with an entry that is not finite: it has no decomposition.
 */
export function* matricesOf(tool: string, a: Tensor): Generator<Float64Array> {
  const [rows, columns] = sidesOf(tool, a);
  const size = rows * columns;
  const values = Float64Array.from(peek(a));
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) throw notFinite(tool, a, Math.floor(wrong / size), values[wrong] as number);
  for (let begin = 0; begin < values.length; begin += size) yield values.subarray(begin, begin + size);
}

function notFinite(tool: string, a: Tensor, member: number, value: number) {
  const batch = a.shape.slice(0, -2);
  const which =
    batch.length === 0 ? "the matrix" : `matrix ${shapeText(memberAt(member, batch))} of the batch`;
  return lesson(tool, {
    what: `${which} has an entry that is ${value}, so it cannot be decomposed.`,
    given: { matrices: shapeText(a.shape) },
    fits: "finite numbers; look where the first NaN or Infinity comes from",
  });
}

/** Turns columns of `vectors` [rows, columns] around, in place, so that the largest entry of each is positive; says which. */
export function fixSigns(vectors: Float64Array, rows: number, columns: number): readonly boolean[] {
  return Array.from({ length: columns }, (_, k) => {
    let largest = 0;
    for (let i = 0; i < rows; i++) {
      const value = vectors[i * columns + k] as number;
      if (Math.abs(value) > Math.abs(largest) * (1 + 1e-6)) largest = value;
    }
    if (largest < 0) turnColumn(vectors, rows, columns, k);
    return largest < 0;
  });
}

/** Multiplies a column of a matrix [rows, columns] with -1, in place. */
export function turnColumn(a: Float64Array, rows: number, columns: number, column: number): void {
  for (let i = 0; i < rows; i++) a[i * columns + column] = -(a[i * columns + column] as number);
}
