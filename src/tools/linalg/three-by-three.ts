import type { Solution, Systems } from "./on-processor.ts";

/**
 * A pivot that is below this share of the terms it was computed from is a rounding error: n eps, as in `factorise`.
 */
const ROUNDING = 3 * Number.EPSILON;

/**
 * `solveSystems` for three equations with one right-hand side: the same elimination with partial pivoting and
 * the same test for singular matrices, without inner loops and arrays. Graphics solves millions of these.
 * Plain constants throughout: destructuring an array here takes three times as long.
 */
export function solveThreeByThree(systems: Systems): Solution {
  const values = new Float32Array(systems.count * 3);
  for (let member = 0; member < systems.count; member++) {
    if (!solveOne(systems, member, values)) return { kind: "singular", member };
  }
  return { kind: "solved", values };
}

/** False where the matrix is singular. Row a is eliminated from the two others, b and c, then one of those. */
function solveOne({ matrices, sides, transposed }: Systems, member: number, values: Float32Array): boolean {
  const to = member * 3;
  const down = transposed ? 1 : 3;
  const right = 4 - down;
  const first = largestInColumn(matrices, member * 9, down);
  if (first < 0) return false;
  const second = first === 0 ? 1 : 0;
  const third = first === 2 ? 1 : 2;
  const a = member * 9 + first * down;
  const b = member * 9 + second * down;
  const c = member * 9 + third * down;
  const a0 = matrices[a] as number;
  const a1 = matrices[a + right] as number;
  const a2 = matrices[a + 2 * right] as number;
  const a3 = sides[to + first] as number;
  const byB = (matrices[b] as number) / a0;
  const byC = (matrices[c] as number) / a0;
  const b1 = (matrices[b + right] as number) - byB * a1;
  const b2 = (matrices[b + 2 * right] as number) - byB * a2;
  const b3 = (sides[to + second] as number) - byB * a3;
  const c1 = (matrices[c + right] as number) - byC * a1;
  const c2 = (matrices[c + 2 * right] as number) - byC * a2;
  const c3 = (sides[to + third] as number) - byC * a3;
  if (isRounding(b1, matrices[b + right], byB * a1) && isRounding(c1, matrices[c + right], byC * a1))
    return false;
  const swapped = Math.abs(c1) > Math.abs(b1);
  const by = swapped ? b1 / c1 : c1 / b1;
  const taken = swapped ? by * c2 : by * b2;
  const last = (swapped ? b2 : c2) - taken;
  const before = swapped ? Math.abs(byB * a2) : Math.abs(byC * a2);
  if (isRounding(last, matrices[(swapped ? b : c) + 2 * right], before + Math.abs(taken))) return false;
  const z = (swapped ? b3 - by * c3 : c3 - by * b3) / last;
  const y = swapped ? (c3 - c2 * z) / c1 : (b3 - b2 * z) / b1;
  values[to] = (a3 - a1 * y - a2 * z) / a0;
  values[to + 1] = y;
  values[to + 2] = z;
  return true;
}

/**
 * `determinants` for matrices [count, 3, 3]: the elimination of `solveOne` without a right-hand side, so that it is
 * exactly 0 for the matrices that are singular there.
 */
export function determinantsThreeByThree(matrices: Float32Array, count: number): Float32Array {
  const values = new Float32Array(count);
  for (let member = 0; member < count; member++) values[member] = determinantOfOne(matrices, member * 9);
  return values;
}

/** The product of the pivots; exchanging rows changes its sign. */
function determinantOfOne(matrices: Float32Array, at: number): number {
  const first = largestInColumn(matrices, at, 3);
  if (first < 0) return 0;
  const a = at + 3 * first;
  const b = first === 0 ? at + 3 : at;
  const c = first === 2 ? at + 3 : at + 6;
  const a0 = matrices[a] as number;
  const a1 = matrices[a + 1] as number;
  const a2 = matrices[a + 2] as number;
  const byB = (matrices[b] as number) / a0;
  const byC = (matrices[c] as number) / a0;
  const b1 = (matrices[b + 1] as number) - byB * a1;
  const b2 = (matrices[b + 2] as number) - byB * a2;
  const c1 = (matrices[c + 1] as number) - byC * a1;
  const c2 = (matrices[c + 2] as number) - byC * a2;
  if (isRounding(b1, matrices[b + 1], byB * a1) && isRounding(c1, matrices[c + 1], byC * a1)) return 0;
  const swapped = Math.abs(c1) > Math.abs(b1);
  const taken = swapped ? (b1 / c1) * c2 : (c1 / b1) * b2;
  const last = (swapped ? b2 : c2) - taken;
  const before = swapped ? Math.abs(byB * a2) : Math.abs(byC * a2);
  if (isRounding(last, matrices[(swapped ? b : c) + 2], before + Math.abs(taken))) return 0;
  const product = a0 * (swapped ? c1 : b1) * last;
  return (first === 1) === swapped ? product : -product;
}

/** Whether `value` is no more than the rounding error of taking `taken` from `entry`. NaN is not. */
function isRounding(value: number, entry: number | undefined, taken: number): boolean {
  return Math.abs(value) <= ROUNDING * (Math.abs(entry as number) + Math.abs(taken));
}

/** The row with the largest entry in column 0, the first of equals; -1 if the column is zero. */
function largestInColumn(matrices: Float32Array, at: number, down: number): number {
  const a = Math.abs(matrices[at] as number);
  const b = Math.abs(matrices[at + down] as number);
  const c = Math.abs(matrices[at + 2 * down] as number);
  if (a === 0 && b === 0 && c === 0) return -1;
  if (c > a && c > b) return 2;
  return b > a ? 1 : 0;
}
