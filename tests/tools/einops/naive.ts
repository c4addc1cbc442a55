/** A tensor as plain numbers, row by row. */
export interface Plain {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** One axis of a pattern: its elementary axes, the slow one first. */
type Composition = readonly string[];

/**
 * What a pattern that fits means, by loops over every place: an axis that only the left side has is summed over, one
 * that only the right side has repeats. Knows nothing of patterns that do not fit.
 */
export function naiveEinops(x: Plain, pattern: string, given: Readonly<Record<string, number>>): Plain {
  const [left = [], right = []] = pattern
    .split("->")
    .map((side, i) => compositionsOf(side, i === 0 ? "l" : "r"));
  const named = left.filter((axis) => !axis.includes("..."));
  const covered = Array.from({ length: x.shape.length - named.length }, (_, i) => `...${i}`);
  const input = left.flatMap((axis) => (axis.includes("...") ? covered.map((id) => [id]) : [axis]));
  const output = right.flatMap((axis) =>
    axis.length === 1 && axis[0] === "..."
      ? covered.map((id) => [id])
      : [axis.flatMap((id) => (id === "..." ? covered : [id]))],
  );
  const lengths = lengthsOf(input, output, x.shape, given);
  const lengthOf = (id: string) => lengths.get(id) ?? 1;
  const shape = output.map((axis) => product(axis.map(lengthOf)));
  const values = new Array<number>(product(shape)).fill(0);
  const ids = [...new Set([...input, ...output].flat())];
  for (const place of places(ids.map(lengthOf))) {
    const at = (id: string) => place[ids.indexOf(id)] ?? 0;
    const from = flat(input.flat(), at, lengthOf);
    const to = flat(output.flat(), at, lengthOf);
    values[to] = (values[to] ?? 0) + (x.values[from] ?? Number.NaN);
  }
  return { shape, values };
}

/** A number other than 1 is an axis of its own, called by its side, its place and its length: `l3#2`. */
function compositionsOf(side: string, name: string): Composition[] {
  const axes: string[][] = [];
  let open: string[] | undefined;
  for (const [place, piece] of [...side.matchAll(/\.\.\.|…|[()]|\w+/g)].map(([text]) => text).entries()) {
    if (piece === "(") {
      open = [];
      axes.push(open);
    } else if (piece === ")") open = undefined;
    else {
      const id = piece === "…" ? "..." : /^\d+$/.test(piece) ? `${name}${place}#${Number(piece)}` : piece;
      const axis = id.endsWith("#1") ? [] : [id];
      if (open === undefined) axes.push(axis);
      else open.push(...axis);
    }
  }
  return axes;
}

function lengthsOf(
  input: readonly Composition[],
  output: readonly Composition[],
  shape: readonly number[],
  given: Readonly<Record<string, number>>,
): Map<string, number> {
  const lengths = new Map(Object.entries(given));
  for (const id of [...input, ...output].flat())
    if (id.includes("#")) lengths.set(id, Number(id.split("#")[1]));
  for (const [axis, ids] of input.entries()) {
    const known = product(ids.map((id) => lengths.get(id) ?? 1));
    const unknown = ids.find((id) => !lengths.has(id));
    if (unknown !== undefined) lengths.set(unknown, (shape[axis] ?? 0) / known);
  }
  return lengths;
}

const product = (numbers: readonly number[]): number => numbers.reduce((sofar, n) => sofar * n, 1);

const flat = (ids: readonly string[], at: (id: string) => number, lengthOf: (id: string) => number): number =>
  ids.reduce((place, id) => place * lengthOf(id) + at(id), 0);

function* places(lengths: readonly number[]): Generator<number[]> {
  const [length, ...rest] = lengths;
  if (length === undefined) return yield [];
  for (let i = 0; i < length; i++) for (const place of places(rest)) yield [i, ...place];
}
