/** A number, or a list of such: as deep as there are axes. */
export type Nested = number | Nested[];

/** A tensor as it lies in memory: entry [i, j, …] is data[offset + i · stride[0] + j · stride[1] + …]. */
export interface Strided {
  readonly data: readonly number[];
  readonly size: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

/**
 * The entries of a flat array as nested arrays of shape `size`, as torch.as_strided.
 *
 * @throws RangeError if sizes and strides are not equally many, or an entry would lie outside of `data`.
 */
export function asStrided(
  data: readonly number[],
  size: readonly number[],
  stride: readonly number[],
  offset = 0,
): Nested {
  if (size.length !== stride.length)
    throw new RangeError(`${size.length} sizes, but ${stride.length} strides.`);
  const [length, ...inner] = size;
  const [step = 0, ...innerStrides] = stride;
  if (length === undefined) return entryAt(data, offset);
  return Array.from({ length }, (_, i) => asStrided(data, inner, innerStrides, offset + i * step));
}

/** The sum of the diagonal of a square matrix. */
export function trace({ data, size: [n = 0], stride: [down = 0, right = 0], offset }: Strided): number {
  return sum(asStrided(data, [n], [down + right], offset) as number[]);
}

/** A matrix [row, column] times a vector [column]. */
export function mv(matrix: Strided, vector: Strided): number[] {
  const repeated = asStrided(vector.data, matrix.size, [0, ...vector.stride], vector.offset) as number[][]; // [row, column]
  const rows = asStrided(matrix.data, matrix.size, matrix.stride, matrix.offset) as number[][]; // [row, column]
  return rows.map((row, i) => sum(product(row, repeated[i] ?? []))); // [row]
}

/** A matrix [row, inner] times a matrix [inner, column]. */
export function mm(a: Strided, b: Strided): number[][] {
  const [rows = 0, inner = 0] = a.size;
  const size = [rows, b.size[1] ?? 0, inner];
  const [down = 0, right = 0] = b.stride;
  const left = asStrided(a.data, size, [a.stride[0] ?? 0, 0, a.stride[1] ?? 0], a.offset) as number[][][]; // [row, column, inner]
  const other = asStrided(b.data, size, [0, right, down], b.offset) as number[][][]; // [row, column, inner]
  return left.map((row, i) => row.map((entries, j) => sum(product(entries, other[i]?.[j] ?? [])))); // [row, column]
}

function entryAt(data: readonly number[], place: number): number {
  const entry = data[place];
  if (entry === undefined) throw new RangeError(`There is no entry ${place} among ${data.length}.`);
  return entry;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Entry by entry; both equally long. */
const product = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((value, i) => value * (b[i] ?? 0));
