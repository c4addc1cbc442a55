import { qrOf } from "./householder.ts";
import { identity, rotateColumns, rotation } from "./symmetric.ts";

/** a = u diag(s) vᵀ: `u` [m, k] and `v` [n, k] with orthonormal columns, `s` [k] descending; k = min(m, n). Row-major. */
export interface SingularFactors {
  readonly u: Float64Array;
  readonly s: Float64Array;
  readonly v: Float64Array;
}

const SWEEPS = 30;

/**
 * Singular values and vectors of a matrix [m, n] in double precision: QR, then one-sided Jacobi rotations on the columns
 * of R until they are orthogonal (Demmel and Veselić, Jacobi's method is more accurate than QR, 1992).
 */
export function singularOf(matrix: Float64Array, m: number, n: number): SingularFactors {
  if (m < n) {
    const { u, s, v } = singularOf(transposedOf(matrix, m, n), n, m);
    return { u: v, s, v: u };
  }
  const { q, r } = qrOf(matrix, m, n); // [m, n], [n, n]
  const turned = r; // [n, n], becomes u diag(s) of r
  const v = identity(n); // [n, n]
  for (let sweep = 0; sweep < SWEEPS && sweepOnce(turned, v, n); sweep++);
  return inOrder(product(q, turned, m, n, n), v, m, n);
}

/** One rotation for each pair of columns that are not orthogonal; says whether there was one. */
function sweepOnce(a: Float64Array, v: Float64Array, n: number): boolean {
  let turned = false;
  for (let p = 0; p < n - 1; p++) {
    for (let q = p + 1; q < n; q++) {
      const [pp, pq, qq] = [dot(a, n, p, p), dot(a, n, p, q), dot(a, n, q, q)];
      if (pq === 0 || Math.abs(pq) <= n * Number.EPSILON * Math.sqrt(pp) * Math.sqrt(qq)) continue;
      const { cosine, sine } = rotation(pp, pq, qq);
      rotateColumns(a, n, n, p, q, cosine, sine);
      rotateColumns(v, n, n, p, q, cosine, sine);
      turned = true;
    }
  }
  return turned;
}

function dot(a: Float64Array, n: number, p: number, q: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += at(a, i * n + p) * at(a, i * n + q);
  return sum;
}

/** Divides the columns by their lengths, longest first. A column of length 0 becomes any unit vector orthogonal to the others. */
function inOrder(scaled: Float64Array, v: Float64Array, m: number, n: number): SingularFactors {
  const lengths = Array.from({ length: n }, (_, k) => lengthOf(scaled, m, n, k));
  const order = [...lengths.keys()].sort((i, j) => (lengths[j] as number) - (lengths[i] as number));
  const s = Float64Array.from(order, (k) => lengths[k] as number);
  const negligible = m * Number.EPSILON * (s[0] ?? 0); // a direction of nothing but rounding errors
  const u = new Float64Array(m * n);
  const sorted = new Float64Array(n * n);
  order.forEach((from, column) => {
    const length = at(s, column);
    for (let i = 0; i < n; i++) sorted[i * n + column] = at(v, i * n + from);
    for (let i = 0; i < m; i++)
      u[i * n + column] = length > negligible ? at(scaled, i * n + from) / length : 0;
    if (!(length > negligible)) completeColumn(u, m, n, column);
  });
  return { u, s, v: sorted };
}

function lengthOf(a: Float64Array, m: number, n: number, column: number): number {
  let length = 0;
  for (let i = 0; i < m; i++) length = Math.hypot(length, at(a, i * n + column));
  return length;
}

/** Puts a unit vector that is orthogonal to all columns before it into this one: of the axes' the one that is left longest. */
function completeColumn(u: Float64Array, m: number, n: number, column: number): void {
  let best: { vector: Float64Array; length: number } | undefined;
  for (let axis = 0; axis < m && (best?.length ?? 0) < 0.7; axis++) {
    const vector = new Float64Array(m);
    vector[axis] = 1;
    for (let pass = 0; pass < 2; pass++) removeColumns(vector, u, n, column); // twice is enough
    const length = lengthOf(vector, m, 1, 0);
    if (length > (best?.length ?? 0)) best = { vector, length };
  }
  for (let i = 0; i < m && best !== undefined; i++) u[i * n + column] = at(best.vector, i) / best.length;
}

function removeColumns(vector: Float64Array, u: Float64Array, n: number, columns: number): void {
  for (let k = 0; k < columns; k++) {
    let along = 0;
    for (let i = 0; i < vector.length; i++) along += at(u, i * n + k) * at(vector, i);
    for (let i = 0; i < vector.length; i++) vector[i] = at(vector, i) - along * at(u, i * n + k);
  }
}

/** a [m, inner] times b [inner, n]. */
function product(a: Float64Array, b: Float64Array, m: number, inner: number, n: number): Float64Array {
  const result = new Float64Array(m * n);
  for (let i = 0; i < m; i++)
    for (let k = 0; k < inner; k++) {
      const factor = at(a, i * inner + k);
      for (let j = 0; j < n; j++) result[i * n + j] = at(result, i * n + j) + factor * at(b, k * n + j);
    }
  return result;
}

function transposedOf(a: Float64Array, m: number, n: number): Float64Array {
  const result = new Float64Array(n * m);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) result[j * m + i] = at(a, i * n + j);
  return result;
}

const at = (values: Float64Array, i: number): number => values[i] as number;
