/** The name that differs least from the one that was written, if it is near enough to be meant. */
export function closest(written: string, names: readonly string[]): string | undefined {
  const plain = (name: string) => name.toLowerCase().replaceAll("_", "");
  const ranked = names
    .map((name) => ({ name, distance: editDistance(plain(written), plain(name)) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.max(1, written.length / 3) ? best.name : undefined;
}

/** Levenshtein's distance: how many letters to insert, remove or replace. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
