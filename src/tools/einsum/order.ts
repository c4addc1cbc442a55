import type { Labelled } from "./labelled.ts";

/** Two operands to multiply next, and the indices that somebody still needs afterwards. */
export interface Step {
  readonly first: number;
  readonly second: number;
  readonly keep: ReadonlySet<string>;
}

/**
 * The pair whose product costs the fewest multiplications and numbers stored. Greedy: good, not always best,
 * for many operands.
 */
export function cheapestPair(
  operands: readonly Labelled[],
  output: readonly string[],
  sizes: ReadonlyMap<string, number>,
): Step {
  if (operands.length === 2) return { first: 0, second: 1, keep: new Set(output) };
  const size = (indices: Iterable<string>) =>
    [...indices].reduce((product, index) => product * (sizes.get(index) ?? 1), 1);
  let best: { step: Step; cost: number } | undefined;
  for (const [first, a] of operands.entries()) {
    for (const [second, b] of operands.entries()) {
      if (second <= first) continue;
      const others = operands.filter((_, i) => i !== first && i !== second);
      const keep = new Set([...output, ...others.flatMap(({ indices }) => indices)]);
      const all = new Set([...a.indices, ...b.indices]);
      const cost = size(all) + size([...all].filter((index) => keep.has(index)));
      if (best === undefined || cost < best.cost) best = { step: { first, second, keep }, cost };
    }
  }
  if (best === undefined) throw new Error("internal: einsum has no pair to multiply");
  return best.step;
}
