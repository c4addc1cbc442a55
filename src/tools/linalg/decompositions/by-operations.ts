import type { Tensor, Tensor3D } from "#tfjs";
import { tf } from "../../../runtime/tf.ts";
import { gather } from "../../indexing/gather.ts";
import { argsort } from "../../indexing/sort.ts";

/**
 * Decompositions from tensor operations, all matrices of a batch [count, ...] at once: for webgpu, where values cannot be
 * read in between. The number of sweeps is fixed for the same reason; float32 needs about as many as here.
 */
const sweepsFor = (n: number): number => 5 + Math.ceil(Math.log2(Math.max(2, n)));

/** Eigenvalues [count, n] ascending and eigenvectors [count, n, n] of symmetric matrices, by Jacobi rotations. */
export function eigenByOperations(a: Tensor3D): { values: Tensor; vectors: Tensor } {
  const n = a.shape[2];
  let matrix: Tensor = a; // [count, n, n]
  let vectors: Tensor = tf.broadcastTo(tf.eye(n), a.shape); // [count, n, n]
  for (const round of roundsFor(n)) {
    const turn = rotations(matrix, round); // [count, n, n]
    matrix = tf.matMul(turn, tf.matMul(matrix, turn), true, false);
    vectors = tf.matMul(vectors, turn);
  }
  const values = diagonalOf(matrix); // [count, n]
  const order = argsort(values); // [count, n]
  return { values: gather(values, 1, order), vectors: columnsAt(vectors, order) };
}

/** Singular values and vectors of matrices [count, m, n] with m >= n, by one-sided Jacobi rotations. */
export function singularByOperations(a: Tensor3D): { u: Tensor; s: Tensor; v: Tensor } {
  const n = a.shape[2];
  let turned: Tensor = a; // [count, m, n], becomes u diag(s)
  let v: Tensor = tf.broadcastTo(tf.eye(n), [a.shape[0], n, n]); // [count, n, n]
  for (const round of roundsFor(n)) {
    const turn = rotations(tf.matMul(turned, turned, true, false), round); // [count, n, n]
    turned = tf.matMul(turned, turn);
    v = tf.matMul(v, turn);
  }
  const lengths = tf.sqrt(tf.sum(tf.square(turned), 1)); // [count, n]
  const order = argsort(lengths, -1, true); // [count, n]
  const s = gather(lengths, 1, order);
  const safe = tf.where(tf.equal(s, 0), tf.onesLike(s), s);
  const u = tf.div(columnsAt(turned, order), tf.expandDims(safe, 1)); // [count, m, n]
  return { u, s, v: columnsAt(v, order) };
}

/** Q [count, m, k] and R [count, k, n] by Householder reflections with LAPACK's signs; k = min(m, n). */
export function qrByOperations(a: Tensor3D): { q: Tensor; r: Tensor } {
  const [count, m, n] = a.shape;
  const k = Math.min(m, n);
  const reflectors: Tensor[] = []; // each [count, m, 1]
  let r: Tensor = a; // [count, m, n]
  for (let column = 0; column < k; column++) {
    const reflector = reflectorOf(r, column, m);
    r = tf.sub(r, tf.matMul(reflector, tf.matMul(reflector, r, true, false)));
    reflectors.push(reflector);
  }
  let q: Tensor = tf.broadcastTo(tf.slice(tf.eye(m), [0, 0], [m, k]), [count, m, k]);
  for (const reflector of reflectors.toReversed())
    q = tf.sub(q, tf.matMul(reflector, tf.matMul(reflector, q, true, false)));
  return { q, r: tf.linalg.bandPart(tf.slice(r, [0, 0, 0], [count, k, n]), 0, -1) };
}

/** v of I - v vᵀ, 0 where the column is already 0 below the diagonal. */
function reflectorOf(r: Tensor, column: number, m: number): Tensor {
  const count = r.shape[0] as number;
  const below = tf.reshape(tf.cast(tf.greater(tf.range(0, m), column), "float32"), [1, m, 1]);
  const own = tf.reshape(tf.cast(tf.equal(tf.range(0, m), column), "float32"), [1, m, 1]);
  const x = tf.slice(r, [0, 0, column], [count, m, 1]); // [count, m, 1]
  const rest = tf.mul(x, below); // [count, m, 1]
  const squares = tf.sum(tf.square(rest), 1, true); // [count, 1, 1]
  const alpha = tf.sum(tf.mul(x, own), 1, true); // [count, 1, 1]
  const length = tf.sqrt(tf.add(squares, tf.square(alpha)));
  const beta = tf.where(tf.greaterEqual(alpha, 0), tf.neg(length), length);
  const v = tf.add(rest, tf.mul(own, tf.sub(alpha, beta))); // [count, m, 1]
  const norm = tf.sum(tf.square(v), 1, true); // [count, 1, 1]
  const idle = tf.equal(squares, 0);
  const scale = tf.where(
    idle,
    tf.zerosLike(norm),
    tf.sqrt(tf.div(2, tf.where(idle, tf.onesLike(norm), norm))),
  );
  return tf.mul(v, scale);
}

/** One round of a sweep: every row with a partner, as a permutation matrix [n, n], and which of the two comes first, [n]. */
interface Round {
  readonly partners: Tensor;
  readonly first: Tensor;
}

/** All rounds of all sweeps. In a sweep each pair meets once, many pairs at a time, as in a round-robin tournament. */
function roundsFor(n: number): readonly Round[] {
  const sweep = Array.from({ length: n + (n % 2) - 1 }, (_, round) => roundOf(n, round));
  return Array.from({ length: sweepsFor(n) }, () => sweep).flat();
}

function roundOf(n: number, round: number): Round {
  const players = n + (n % 2); // the odd one out rests
  const circle = players - 1;
  const partner = Array.from({ length: n }, (_, i) => {
    const other = i === circle ? fixedPartner(round, circle) : (2 * round - i + 2 * circle) % circle;
    const against = i !== circle && other === i ? circle : other;
    return against < n ? against : i;
  });
  return {
    partners: tf.oneHot(tf.tensor1d(partner, "int32"), n).cast("float32"),
    first: tf.tensor1d(partner.map((other, i) => (i < other ? 1 : -1))),
  };
}

/** Whom the player at the centre of the circle meets: the one who would have met itself, 2 i = 2 round. */
const fixedPartner = (round: number, circle: number): number => round % circle;

/** The rotation [count, n, n] that makes the entries of all pairs of a round 0 in a symmetric matrix [count, n, n]. */
function rotations(matrix: Tensor, { partners, first }: Round): Tensor {
  const own = diagonalOf(matrix); // [count, n]
  const other = tf.matMul(own, partners); // [count, n]
  const between = tf.sum(tf.mul(matrix, partners), -1); // [count, n]
  const n = own.shape.at(-1) ?? 1;
  const resting = diagonalOf(tf.expandDims(partners, 0)); // [1, n]
  const idle = tf.logicalOr(tf.equal(between, 0), tf.broadcastTo(tf.cast(resting, "bool"), own.shape));
  const cotangent = tf.div(tf.sub(other, own), tf.mul(2, tf.where(idle, tf.onesLike(between), between)));
  const side = tf.where(tf.equal(cotangent, 0), tf.broadcastTo(first, own.shape), tf.sign(cotangent));
  const size = tf.abs(cotangent);
  const tangent = tf.where(
    idle,
    tf.zerosLike(own),
    tf.div(side, tf.add(size, tf.sqrt(tf.add(tf.square(size), 1)))),
  ); // [count, n]
  const cosine = tf.div(1, tf.sqrt(tf.add(tf.square(tangent), 1))); // [count, n]
  const sine = tf.mul(tangent, cosine); // [count, n]
  return tf.add(tf.mul(tf.expandDims(cosine, -1), tf.eye(n)), tf.mul(tf.expandDims(sine, -1), partners));
}

/** [count, n, n] -> [count, n] */
const diagonalOf = (matrix: Tensor): Tensor => tf.sum(tf.mul(matrix, tf.eye(matrix.shape.at(-1) ?? 1)), -1);

/** The columns of [count, rows, n] in an order [count, n]. */
function columnsAt(matrix: Tensor, order: Tensor): Tensor {
  return gather(matrix, 2, tf.broadcastTo(tf.expandDims(order, 1), matrix.shape));
}

/** 1 or -1 for each column, so that its largest entry becomes positive: [count, rows, n] -> [count, 1, n]. */
export function signsOf(vectors: Tensor): Tensor {
  const size = tf.abs(vectors);
  const tie = tf.mul(tf.max(size, 1, true), 1 - 1e-6); // of equal ones the first
  const at = tf.expandDims(tf.argMax(tf.cast(tf.greaterEqual(size, tie), "int32"), 1), 1); // [count, 1, n]
  const largest = gather(vectors, 1, at); // [count, 1, n]
  return tf.where(tf.less(largest, 0), tf.neg(tf.onesLike(largest)), tf.onesLike(largest));
}
