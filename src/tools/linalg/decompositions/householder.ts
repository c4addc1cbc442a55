/** `q` [m, k] with orthonormal columns and `r` [k, n], 0 below its diagonal, with q r = a; k = min(m, n). Row-major. */
export interface QrFactors {
  readonly q: Float64Array;
  readonly r: Float64Array;
}

/**
 * QR by Householder reflections in double precision, with LAPACK's signs, which are PyTorch's (dgeqrf, dlarfg): the
 * diagonal of r has the opposite sign of the entry it replaces, and a column that is already 0 below stays as it is.
 */
export function qrOf(matrix: Float64Array, m: number, n: number): QrFactors {
  const k = Math.min(m, n);
  const a = matrix.slice(); // [m, n], becomes r
  const reflectors = Array.from({ length: k }, (_, column) => {
    const v = reflectorOf(a, m, n, column);
    reflect(a, v, m, n, column);
    for (let i = column + 1; i < m; i++) a[i * n + column] = 0;
    return v;
  });
  const q = new Float64Array(m * k);
  for (let i = 0; i < k; i++) q[i * k + i] = 1;
  for (let column = k - 1; column >= 0; column--)
    reflect(q, reflectors[column] as Float64Array, m, k, column);
  return { q, r: a.slice(0, k * n) };
}

/** v of the reflection I - v vᵀ that makes a column 0 below the diagonal: |v|² = 2, or 0 where there is nothing to do. */
function reflectorOf(a: Float64Array, m: number, n: number, column: number): Float64Array {
  const v = new Float64Array(m);
  let below = 0;
  for (let i = column + 1; i < m; i++) below = Math.hypot(below, at(a, i * n + column));
  if (below === 0) return v;
  const alpha = at(a, column * n + column);
  const beta = (alpha >= 0 ? -1 : 1) * Math.hypot(alpha, below);
  const scale = Math.sqrt(2) / Math.hypot(alpha - beta, below);
  v[column] = scale * (alpha - beta);
  for (let i = column + 1; i < m; i++) v[i] = scale * at(a, i * n + column);
  return v;
}

/** Applies I - v vᵀ to the rows of a matrix [m, columns], in place; v is 0 before row `from`. */
function reflect(a: Float64Array, v: Float64Array, m: number, columns: number, from: number): void {
  for (let k = 0; k < columns; k++) {
    let along = 0;
    for (let i = from; i < m; i++) along += at(v, i) * at(a, i * columns + k);
    if (along === 0) continue;
    for (let i = from; i < m; i++) a[i * columns + k] = at(a, i * columns + k) - along * at(v, i);
  }
}

const at = (values: Float64Array, i: number): number => values[i] as number;
