/** Room for factorising matrices of one size, in double precision, row-major. */
export interface Workspace {
  readonly n: number;
  /** The matrix; after `factorise` U on and above the diagonal, L (with ones on its diagonal) below. */
  readonly matrix: Float64Array;
  /**
   * For each entry, the sum of the absolute values it was computed from: what its rounding error is
   * proportional to.
   */
  readonly magnitude: Float64Array;
  /** Row that was exchanged with row i in step i. */
  readonly pivots: Int32Array;
}

export function workspace(n: number): Workspace {
  return {
    n,
    matrix: new Float64Array(n * n),
    magnitude: new Float64Array(n * n),
    pivots: new Int32Array(n),
  };
}

/**
 * LU with partial pivoting, in place. Gives the sign of the row exchanges, or 0 if the matrix is singular: a
 * column in which no candidate exceeds its own rounding error. (Golub and Van Loan, Matrix Computations, 3.4;
 * the error bound of a computed entry is n eps (|A| + |L||U|), Higham, Accuracy and Stability of Numerical
 * Algorithms, 9.3.)
 */
export function factorise(space: Workspace): -1 | 0 | 1 {
  const { n, matrix, magnitude, pivots } = space;
  for (let i = 0; i < n * n; i++) magnitude[i] = Math.abs(matrix[i] as number);
  let sign: -1 | 1 = 1;
  for (let column = 0; column < n; column++) {
    const pivot = pivotRow(space, column);
    if (pivot < 0) return 0;
    pivots[column] = pivot;
    if (pivot !== column) {
      sign = sign === 1 ? -1 : 1;
      exchangeRows(matrix, n, column, pivot);
      exchangeRows(magnitude, n, column, pivot);
    }
    eliminate(space, column);
  }
  return sign;
}

/** The row, from the diagonal down, with the largest entry; -1 if all of them are rounding errors. */
function pivotRow({ n, matrix, magnitude }: Workspace, column: number): number {
  let row = column;
  let largest = -1;
  let singular = true;
  for (let i = column; i < n; i++) {
    const value = Math.abs(matrix[i * n + column] as number);
    // NaN is not singular
    if (!(value <= n * Number.EPSILON * (magnitude[i * n + column] as number))) singular = false;
    if (value > largest) {
      largest = value;
      row = i;
    }
  }
  return singular ? -1 : row;
}

function exchangeRows(values: Float64Array, n: number, a: number, b: number): void {
  for (let k = 0; k < n; k++) {
    const kept = values[a * n + k] as number;
    values[a * n + k] = values[b * n + k] as number;
    values[b * n + k] = kept;
  }
}

function eliminate({ n, matrix, magnitude }: Workspace, column: number): void {
  const pivot = matrix[column * n + column] as number;
  for (let i = column + 1; i < n; i++) {
    const factor = (matrix[i * n + column] as number) / pivot;
    matrix[i * n + column] = factor;
    for (let k = column + 1; k < n; k++) {
      const taken = factor * (matrix[column * n + k] as number);
      matrix[i * n + k] = (matrix[i * n + k] as number) - taken;
      magnitude[i * n + k] = (magnitude[i * n + k] as number) + Math.abs(taken);
    }
  }
}

/** Solves for one right-hand side, in place, after `factorise`. */
export function substitute({ n, matrix, pivots }: Workspace, x: Float64Array): void {
  for (let i = 0; i < n; i++) {
    const pivot = pivots[i] as number;
    const kept = x[i] as number;
    x[i] = x[pivot] as number;
    x[pivot] = kept;
  }
  for (let i = 1; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - (matrix[i * n + k] as number) * (x[k] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++)
      x[i] = (x[i] as number) - (matrix[i * n + k] as number) * (x[k] as number);
    x[i] = (x[i] as number) / (matrix[i * n + i] as number);
  }
}
