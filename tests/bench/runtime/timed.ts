/** Milliseconds of one run: the median of as many as fit into `budget` milliseconds, at least one. */
export async function timed(step: () => Promise<void>, budget: number): Promise<number> {
  const times: number[] = [];
  const end = performance.now() + budget;
  do {
    const begin = performance.now();
    await step();
    times.push(performance.now() - begin);
  } while (performance.now() < end);
  return median(times);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
