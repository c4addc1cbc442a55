import type { Values } from "./heap.ts";

/**
 * One axis of the output: how long it is, and how far apart its entries lie in the source (negative:
 * backwards).
 */
export interface Run {
  readonly length: number;
  readonly stride: number;
}

/** From here on copying a stretch at once beats a loop over its entries. */
export const LONG_ROW = 48;
/** Side of the squares in which a transposition is done, so that both sides stay in the cache. */
const TILE = 16;

/** Distance, in entries, between neighbours along each axis of a dense array of this shape. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis] as number;
  }
  return strides;
}

/**
 * Fills `target`, dense, with the entries of `source` that `axes` walk over from `offset` on. Transposing,
 * slicing, stepping and reversing are all this.
 */
export function stridedCopy(source: Values, offset: number, axes: readonly Run[], target: Values): void {
  if (axes.some((axis) => axis.length === 0)) return;
  const runs = merged(axes);
  const last = runs.pop() ?? { length: 1, stride: 1 };
  const contiguous = last.stride === 1 ? -1 : runs.findIndex((run) => run.stride === 1);
  if (contiguous === -1) {
    forEachOffset(runs, targetStrides(runs, last.length), (from, to) =>
      copyRow(source, offset + from, last, target, to),
    );
    return;
  }
  const strides = targetStrides(runs, last.length);
  const across = { length: (runs[contiguous] as Run).length, stride: strides[contiguous] as number };
  const others = (_: unknown, i: number): boolean => i !== contiguous;
  forEachOffset(runs.filter(others), strides.filter(others), (from, to) =>
    copyTransposed(source, offset + from, last, target, to, across),
  );
}

/** Axes that lie behind one another in the source as in the output become one. */
function merged(axes: readonly Run[]): Run[] {
  const runs: Run[] = [];
  for (const axis of axes) {
    if (axis.length === 1) continue;
    const previous = runs.at(-1);
    if (previous !== undefined && previous.stride === axis.length * axis.stride) {
      runs[runs.length - 1] = { length: previous.length * axis.length, stride: axis.stride };
    } else runs.push(axis);
  }
  return runs;
}

function targetStrides(runs: readonly Run[], row: number): number[] {
  return stridesOf(runs.map((run) => run.length)).map((stride) => stride * row);
}

/** Calls `visit` with the source and target offset of every combination of positions along `runs`. */
function forEachOffset(
  runs: readonly Run[],
  strides: readonly number[],
  visit: (from: number, to: number) => void,
): void {
  const position = new Array<number>(runs.length).fill(0);
  let from = 0;
  let to = 0;
  for (;;) {
    visit(from, to);
    let axis = runs.length - 1;
    for (; axis >= 0; axis--) {
      const { length, stride } = runs[axis] as Run;
      const step = strides[axis] as number;
      position[axis] = (position[axis] as number) + 1;
      from += stride;
      to += step;
      if ((position[axis] as number) < length) break;
      from -= length * stride;
      to -= length * step;
      position[axis] = 0;
    }
    if (axis < 0) return;
  }
}

function copyRow(source: Values, from: number, { length, stride }: Run, target: Values, to: number): void {
  if (stride === 1 && length >= LONG_ROW) {
    target.set(source.subarray(from, from + length), to);
    return;
  }
  for (let i = 0, p = from; i < length; i++, p += stride) target[to + i] = source[p] as number;
}

/**
 * A transposed square or rectangle: `row` lies strided in the source and dense in the target, `across` dense
 * in the source and `across.stride` apart in the target.
 */
function copyTransposed(
  source: Values,
  from: number,
  row: Run,
  target: Values,
  to: number,
  across: Run,
): void {
  for (let i = 0; i < across.length; i += TILE) {
    const iEnd = Math.min(i + TILE, across.length);
    for (let j = 0; j < row.length; j += TILE) {
      const jEnd = Math.min(j + TILE, row.length);
      for (let ii = i; ii < iEnd; ii++) {
        let p = from + ii + j * row.stride;
        let q = to + ii * across.stride + j;
        for (let jj = j; jj < jEnd; jj++, p += row.stride) target[q++] = source[p] as number;
      }
    }
  }
}
