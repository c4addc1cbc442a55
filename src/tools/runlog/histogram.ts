/** How values are spread: counts in equally wide bins from the smallest to the largest. */
export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  /** Values in each bin; NaN and infinities are in none. */
  readonly counts: readonly number[];
  /** How many values were NaN or infinite. */
  readonly notFinite: number;
}

/** Counts values in `bins` bins; each holds its lower edge, the last one its upper edge as well. */
export function histogramOf(values: ArrayLike<number>, bins = 64): Histogram {
  const finite = Array.from(values).filter(Number.isFinite);
  const min = finite.reduce((a, b) => Math.min(a, b), Infinity);
  const max = finite.reduce((a, b) => Math.max(a, b), -Infinity);
  const counts = new Array<number>(bins).fill(0);
  const width = (max - min) / bins;
  for (const value of finite) {
    const bin = width > 0 ? Math.min(bins - 1, Math.floor((value - min) / width)) : 0;
    counts[bin] = (counts[bin] as number) + 1;
  }
  const sum = finite.reduce((total, value) => total + value, 0);
  const sumOfSquares = finite.reduce((total, value) => total + value * value, 0);
  const empty = finite.length === 0;
  return {
    min: empty ? 0 : min,
    max: empty ? 0 : max,
    sum,
    sumOfSquares,
    counts,
    notFinite: values.length - finite.length,
  };
}
