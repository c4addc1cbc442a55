import { factorise, substitute, workspace } from "./lu.ts";
import { determinantsThreeByThree, solveThreeByThree } from "./three-by-three.ts";

/** Many systems of one size: matrices [count, n, n] and right-hand sides [count, n, columns], row-major. */
export interface Systems {
  readonly matrices: Float32Array;
  readonly sides: Float32Array;
  readonly count: number;
  readonly n: number;
  readonly columns: number;
  /** Solves with each matrix transposed. */
  readonly transposed: boolean;
}

export type Solution =
  | { readonly kind: "solved"; readonly values: Float32Array }
  | { readonly kind: "singular"; readonly member: number };

/** Solves every system in double precision and rounds the solutions to float32. */
export function solveSystems(systems: Systems): Solution {
  const { matrices, sides, count, n, columns, transposed } = systems;
  if (n === 3 && columns === 1) return solveThreeByThree(systems);
  const space = workspace(n);
  const x = new Float64Array(n);
  const values = new Float32Array(count * n * columns);
  for (let member = 0; member < count; member++) {
    load(space.matrix, matrices, member * n * n, n, transposed);
    if (factorise(space) === 0) return { kind: "singular", member };
    for (let column = 0; column < columns; column++) {
      for (let i = 0; i < n; i++) x[i] = sides[(member * n + i) * columns + column] as number;
      substitute(space, x);
      for (let i = 0; i < n; i++) values[(member * n + i) * columns + column] = x[i] as number;
    }
  }
  return { kind: "solved", values };
}

/** Determinants of matrices [count, n, n]; exactly 0 for those that `solveSystems` calls singular. */
export function determinants(matrices: Float32Array, count: number, n: number): Float32Array {
  if (n === 3) return determinantsThreeByThree(matrices, count);
  const space = workspace(n);
  const values = new Float32Array(count);
  for (let member = 0; member < count; member++) {
    load(space.matrix, matrices, member * n * n, n, false);
    let value: number = factorise(space);
    for (let i = 0; i < n && value !== 0; i++) value *= space.matrix[i * n + i] as number;
    values[member] = value;
  }
  return values;
}

function load(into: Float64Array, from: Float32Array, begin: number, n: number, transposed: boolean): void {
  if (!transposed) {
    for (let i = 0; i < n * n; i++) into[i] = from[begin + i] as number;
    return;
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) into[i * n + j] = from[begin + j * n + i] as number;
}
