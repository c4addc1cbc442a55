/** Eigenvalues in ascending order and, in the columns of `vectors` (row-major), their eigenvectors. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Each sweep squares what is left off the diagonal; a dozen would do for thousands of rows. */
const SWEEPS = 30;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix [n, n] in double precision, by cyclic Jacobi rotations: each makes
 * one pair of entries off the diagonal 0 (Golub and Van Loan, Matrix Computations, 8.5).
 */
export function eigenOfSymmetric(matrix: Float64Array, n: number): SymmetricEigen {
  const a = matrix.slice(); // [n, n]
  const vectors = identity(n); // [n, n]
  for (let sweep = 0; sweep < SWEEPS && sweepOnce(a, vectors, n); sweep++);
  return inOrder(a, vectors, n);
}

/** One rotation for each pair; says whether any was needed. */
function sweepOnce(a: Float64Array, vectors: Float64Array, n: number): boolean {
  let turned = false;
  for (let p = 0; p < n - 1; p++) {
    for (let q = p + 1; q < n; q++) {
      const [app, apq, aqq] = [at(a, p * n + p), at(a, p * n + q), at(a, q * n + q)];
      if (Math.abs(apq) <= (Number.EPSILON / 2) * Math.sqrt(Math.abs(app * aqq)) || apq === 0) continue;
      if (Math.abs(apq) < Number.MIN_VALUE / Number.EPSILON) continue;
      const { cosine, sine } = rotation(app, apq, aqq);
      rotateRows(a, n, p, q, cosine, sine);
      rotateColumns(a, n, n, p, q, cosine, sine);
      rotateColumns(vectors, n, n, p, q, cosine, sine);
      a[p * n + q] = 0;
      a[q * n + p] = 0;
      turned = true;
    }
  }
  return turned;
}

/** The rotation that makes the symmetric [[app, apq], [apq, aqq]] diagonal, by the smaller of its two angles. */
export function rotation(app: number, apq: number, aqq: number): { cosine: number; sine: number } {
  const cotangent = (aqq - app) / (2 * apq); // of twice the angle
  const tangent = (cotangent < 0 ? -1 : 1) / (Math.abs(cotangent) + Math.hypot(cotangent, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  return { cosine, sine: tangent * cosine };
}

/** Turns columns p and q of a matrix [rows, columns] into each other, in place. */
export function rotateColumns(
  a: Float64Array,
  rows: number,
  columns: number,
  p: number,
  q: number,
  cosine: number,
  sine: number,
): void {
  for (let i = 0; i < rows; i++) {
    const [ap, aq] = [at(a, i * columns + p), at(a, i * columns + q)];
    a[i * columns + p] = cosine * ap - sine * aq;
    a[i * columns + q] = sine * ap + cosine * aq;
  }
}

function rotateRows(a: Float64Array, n: number, p: number, q: number, cosine: number, sine: number): void {
  for (let k = 0; k < n; k++) {
    const [pk, qk] = [at(a, p * n + k), at(a, q * n + k)];
    a[p * n + k] = cosine * pk - sine * qk;
    a[q * n + k] = sine * pk + cosine * qk;
  }
}

function inOrder(a: Float64Array, vectors: Float64Array, n: number): SymmetricEigen {
  const order = [...Array(n).keys()].sort((i, j) => at(a, i * n + i) - at(a, j * n + j));
  const sorted = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    order.forEach((from, column) => {
      sorted[i * n + column] = at(vectors, i * n + from);
    });
  }
  return { values: Float64Array.from(order, (i) => at(a, i * n + i)), vectors: sorted };
}

export function identity(n: number): Float64Array {
  const eye = new Float64Array(n * n);
  for (let i = 0; i < n; i++) eye[i * n + i] = 1;
  return eye;
}

const at = (values: Float64Array, i: number): number => values[i] as number;
