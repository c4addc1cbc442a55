/** What a person may type for something, and how it is called back to them. */
export interface Name {
  readonly typed: string;
  readonly shown: string;
}

const MOST_SUGGESTIONS = 5;

/** The names somebody who typed `asked` may have meant, the likeliest first: beginnings before misspellings. */
export function nearestNames(asked: string, names: readonly Name[]): readonly string[] {
  const wanted = asked.toLowerCase();
  const scored = names.map(({ typed, shown }) => ({ shown, score: distance(wanted, typed.toLowerCase()) }));
  const near = scored.filter(({ score }) => score <= tolerated(wanted)).sort((a, b) => a.score - b.score);
  return [...new Set(near.map(({ shown }) => shown))].slice(0, MOST_SUGGESTIONS);
}

/** A third of the letters may be wrong, two in any case, but of three letters one. */
function tolerated(wanted: string): number {
  return wanted.length <= 3 ? 1 : Math.max(2, Math.floor(wanted.length / 3));
}

function distance(wanted: string, name: string): number {
  if (wanted === "") return Number.POSITIVE_INFINITY;
  if (name.startsWith(wanted)) return 0.5;
  if (wanted.length >= 3 && name.includes(wanted)) return 1;
  return editDistance(wanted, name);
}

/**
 * Letters to insert, delete, replace or swap with their neighbour to get from `a` to `b`: the optimal string alignment
 * distance (Damerau 1964).
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}

function at(distances: readonly number[], index: number): number {
  return distances[index] ?? Number.POSITIVE_INFINITY;
}
