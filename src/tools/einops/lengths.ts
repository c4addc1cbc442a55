import { described } from "../arguments/described.ts";
import { shapeText } from "../lesson.ts";
import type { Axis } from "./pattern.ts";
import type { PatternProblem } from "./problem.ts";

/** Lengths a caller gives to names: `{ h: 4 }`. */
export type Lengths = Readonly<Record<string, number>>;

/** The length of each axis id. */
export type Solved = ReadonlyMap<string, number>;

/** The lengths that the call and the numbers of the pattern state, before any tensor is looked at. */
export function statedLengths(
  axes: readonly Axis[],
  lengths: Lengths,
  problem: PatternProblem,
): Map<string, number> {
  const solved = new Map<string, number>();
  for (const { id, length } of axes) if (length !== undefined) solved.set(id, length);
  for (const [name, length] of Object.entries(lengths)) {
    if (!axes.some(({ id }) => id === name))
      throw problem({ what: `a length is given for "${name}", which the pattern does not name.` });
    if (!Number.isInteger(length) || length < 1) {
      throw problem({
        what: `the length of "${name}" must be a whole number of at least 1, not ${described(length)}.`,
      });
    }
    solved.set(name, length);
  }
  return solved;
}

/** Works out every axis of the left side from the tensor's shape and checks that the lengths agree. */
export function solveLengths(
  left: readonly (readonly Axis[])[],
  shape: readonly number[],
  stated: ReadonlyMap<string, number>,
  problem: PatternProblem,
): Solved {
  const solved = new Map(stated);
  for (const [axis, composition] of left.entries())
    solveOne(composition, axis, shape[axis] ?? 1, solved, problem);
  return solved;
}

function solveOne(
  composition: readonly Axis[],
  axis: number,
  whole: number,
  solved: Map<string, number>,
  problem: PatternProblem,
): void {
  const unknown = composition.filter(({ id }) => !solved.has(id));
  const known = composition.reduce((product, { id }) => product * (solved.get(id) ?? 1), 1);
  const written = textOf(composition);
  const [missing, ...others] = unknown;
  if (missing === undefined) {
    if (known !== whole)
      throw problem({
        what: `axis ${axis} has length ${whole}, but "${written}" makes ${sum(composition, solved)}.`,
      });
    return;
  }
  if (others.length > 0) {
    throw problem({
      what: `axis ${axis} of length ${whole} cannot be split into "${written}": only one of its lengths can be worked out.`,
      fits: `a length for ${unknown
        .slice(1)
        .map(({ text }) => text)
        .join(" and ")}, for example { ${others[0]?.text}: ${smallestFactor(whole)} }`,
    });
  }
  if (whole % known !== 0) {
    throw problem({
      what: `axis ${axis} has length ${whole}, which "${written}" cannot split: ${whole} is not divisible by ${known}.`,
      fits: `a length of axis ${axis} that is a multiple of ${known}, or another length for what splits it`,
    });
  }
  solved.set(missing.id, whole / known);
}

/** `h w` or, for a composition of several, `(h w)`. */
function textOf(composition: readonly Axis[]): string {
  const texts = composition.map(({ text }) => text);
  if (texts.length === 0) return "1";
  return texts.length === 1 ? texts.join("") : `(${texts.join(" ")})`;
}

function sum(composition: readonly Axis[], solved: Solved): string {
  const factors = composition.map(({ id }) => solved.get(id) ?? 1);
  const product = factors.reduce((a, b) => a * b, 1);
  return factors.length > 1 ? `${factors.join(" x ")} = ${product}` : String(product);
}

function smallestFactor(length: number): number {
  for (let factor = 2; factor * factor <= length; factor++) if (length % factor === 0) return factor;
  return length;
}

/** The tensor's shape beside what the left side asks for. */
export function rankProblem(
  left: string,
  wanted: string,
  shape: readonly number[],
  problem: PatternProblem,
): Error {
  return problem({
    what: `the left side "${left}" stands for ${wanted}, but the tensor has ${shape.length}: ${shapeText(shape)}.`,
    fits: 'a name for each axis of the tensor, or "..." on both sides for those you do not name',
  });
}
