import { notYet } from "arena/tools";

/** A number, or a list of such: as deep as there are axes. */
export type Nested = number | Nested[];

/** A tensor as it lies in memory: entry [i, j, …] is data[offset + i · stride[0] + j · stride[1] + …]. */
export interface Strided {
  readonly data: readonly number[];
  readonly size: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

/** The entries of a flat array as nested arrays of shape `size`. */
export function asStrided(
  data: readonly number[],
  size: readonly number[],
  stride: readonly number[],
  offset = 0,
): Nested {
  return notYet(`[${size}] with strides [${stride}] from place ${offset} of ${data.length}`);
}

/** The sum of the diagonal of a square matrix. */
export function trace(matrix: Strided): number {
  return notYet(`the trace of a matrix of size [${matrix.size}]`);
}

/** A matrix [row, column] times a vector [column]. */
export function mv(matrix: Strided, vector: Strided): number[] {
  return notYet(`[${matrix.size}] times [${vector.size}]`);
}

/** A matrix [row, inner] times a matrix [inner, column]. */
export function mm(a: Strided, b: Strided): number[][] {
  return notYet(`[${a.size}] times [${b.size}]`);
}
