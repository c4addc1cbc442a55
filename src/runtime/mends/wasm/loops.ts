import type { Values } from "./heap.ts";
import { stridesOf } from "./strided-copy.ts";

export type UnaryLoop = (x: Values, out: Values, parameters: Readonly<Record<string, number>>) => void;

/**
 * A loop over one expression in `x`. It is compiled from text, because JavaScript engines optimise a function
 * by its source: a shared loop that is given different operations runs three to five times slower. Only our
 * own expressions come here.
 */
export function unaryLoop(expression: string): UnaryLoop {
  const body = `for (let i = 0, n = out.length; i < n; i++) { const x = source[i]; out[i] = ${expression}; }`;
  return new Function("source", "out", "at", body) as UnaryLoop;
}

/**
 * How two shapes broadcast against each other: runs of neighbouring axes in which each side moves or stands
 * still.
 */
export interface Pairing {
  readonly length: number;
  readonly aStands: boolean;
  readonly bStands: boolean;
}

/** Both shapes must have the output's rank (pad with ones in front). */
export function pairings(a: readonly number[], b: readonly number[], out: readonly number[]): Pairing[] {
  const runs: Pairing[] = [];
  out.forEach((length, axis) => {
    if (length === 1) return;
    const [aStands, bStands] = [a[axis] === 1, b[axis] === 1];
    const last = runs.at(-1);
    if (last?.aStands === aStands && last.bStands === bStands)
      runs[runs.length - 1] = { ...last, length: last.length * length };
    else runs.push({ length, aStands, bStands });
  });
  return runs;
}

export type BinaryLoop = (a: Values, b: Values, runs: readonly Pairing[], out: Values) => void;

type Row = (
  a: Values,
  i: number,
  aMoves: boolean,
  b: Values,
  j: number,
  bMoves: boolean,
  out: Values,
  to: number,
  n: number,
) => void;

/** A broadcasting loop over one expression in `x` and `y`, one row of the output at a time. */
export function binaryLoop(expression: string): BinaryLoop {
  const row = new Function(
    "a",
    "i",
    "aMoves",
    "b",
    "j",
    "bMoves",
    "out",
    "to",
    "n",
    `
    if (aMoves && bMoves) for (let k = 0; k < n; k++) { const x = a[i + k], y = b[j + k]; out[to + k] = ${expression}; }
    else if (aMoves) { const y = b[j]; for (let k = 0; k < n; k++) { const x = a[i + k]; out[to + k] = ${expression}; } }
    else { const x = a[i]; for (let k = 0; k < n; k++) { const y = b[j + k]; out[to + k] = ${expression}; } }`,
  ) as Row;
  return (a, b, runs, out) => overRows(row, a, b, runs, out);
}

function overRows(row: Row, a: Values, b: Values, runs: readonly Pairing[], out: Values): void {
  const last = runs.at(-1) ?? { length: 1, aStands: false, bStands: false };
  const outer = runs.slice(0, -1);
  const [stepsA, stepsB] = [steps(runs, "aStands"), steps(runs, "bStands")];
  const position = new Array<number>(outer.length).fill(0);
  for (let i = 0, j = 0, to = 0; ; ) {
    row(a, i, !last.aStands, b, j, !last.bStands, out, to, last.length);
    to += last.length;
    let axis = outer.length - 1;
    for (; axis >= 0; axis--) {
      const { length } = outer[axis] as Pairing;
      const [stepA, stepB] = [stepsA[axis] as number, stepsB[axis] as number];
      position[axis] = (position[axis] as number) + 1;
      i += stepA;
      j += stepB;
      if ((position[axis] as number) < length) break;
      position[axis] = 0;
      i -= length * stepA;
      j -= length * stepB;
    }
    if (axis < 0) return;
  }
}

/** How far one side moves in its own data for a step along each run; 0 where it stands still. */
function steps(runs: readonly Pairing[], stands: "aStands" | "bStands"): number[] {
  const own = stridesOf(runs.map((run) => (run[stands] ? 1 : run.length)));
  return runs.map((run, axis) => (run[stands] ? 0 : (own[axis] as number)));
}
