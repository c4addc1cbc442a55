import { described } from "../arguments/described.ts";
import { lesson, shapeText } from "../lesson.ts";
import { Remembered } from "../remembered.ts";
import { expandEllipsis } from "./ellipsis.ts";
import { type Lengths, type Solved, solveLengths, statedLengths } from "./lengths.ts";
import { checkNames } from "./names.ts";
import { type Axis, parsePattern } from "./pattern.ts";
import { type Operation, type PatternProblem, patternProblem } from "./problem.ts";

/** What is to be done with a tensor of one shape, in this order. Each operation of einops is a case of it. */
export interface Plan {
  /** Shape with every composition of the left side taken apart. */
  readonly split: readonly number[];
  /** Axes of `split` that the right side does not have. */
  readonly reduced: readonly number[];
  /** Order of the axes that are left, as `transpose` takes it. */
  readonly order: readonly number[];
  /** Shape with a 1 wherever the right side has a new axis, */
  readonly opened: readonly number[];
  /** the same with the new axes' lengths, */
  readonly filled: readonly number[];
  /** and with the compositions of the right side put together. */
  readonly merged: readonly number[];
}

/** Lengths by name; a bare number, null or a text says of no axis how long it is. */
const isPlain = (lengths: unknown): lengths is Lengths =>
  typeof lengths === "object" && lengths !== null && !Array.isArray(lengths);

function noLengths(operation: Operation, lengths: unknown): Error {
  return lesson(operation, {
    what: `lengths are given by name, in an object; this is ${described(lengths)}.`,
    example: `${operation}(x, "b (h w) -> b h w", { h: 4 })`,
  });
}

function noPattern(operation: Operation, source: unknown): Error {
  const problem = patternProblem(operation, described(source));
  return problem({ what: `the pattern must be a text, not ${described(source)}.` });
}

const plans = new Remembered<Plan>();

/** The plan for a tensor of this shape. Throws a lesson where pattern, shape and lengths do not fit. */
export function planFor(
  operation: Operation,
  source: string,
  shape: readonly number[],
  lengths: Lengths,
): Plan {
  if (!isPlain(lengths)) throw noLengths(operation, lengths);
  if (typeof source !== "string") throw noPattern(operation, source);
  const key = `${operation}|${source}|${shape.join()}|${Object.entries(lengths).join()}`;
  return plans.for(key, () => makePlan(operation, source, shape, lengths));
}

function makePlan(operation: Operation, source: string, shape: readonly number[], lengths: Lengths): Plan {
  const problem = patternProblem(operation, source, givenIn(shape, lengths));
  const pattern = parsePattern(source, problem);
  checkNames(operation, pattern, problem);
  const { left, right } = expandEllipsis(pattern, source, shape, problem);
  const stated = statedLengths([...left, ...right].flat(), lengths, problem);
  const solved = solveLengths(left, shape, stated, problem);
  checkNewAxes(right.flat(), solved, problem);
  checkSize(right.flat(), solved, problem);
  return assemble(left.flat(), right, solved);
}

function assemble(left: readonly Axis[], right: readonly (readonly Axis[])[], solved: Solved): Plan {
  const lengthOf = ({ id }: Axis): number => solved.get(id) ?? 1;
  const target = right.flat();
  const has = (axes: readonly Axis[], axis: Axis) => axes.some(({ id }) => id === axis.id);
  const kept = left.filter((axis) => has(target, axis));
  return {
    split: left.map(lengthOf),
    reduced: left.flatMap((axis, i) => (has(target, axis) ? [] : [i])),
    order: target.filter((axis) => has(kept, axis)).map((axis) => kept.findIndex(({ id }) => id === axis.id)),
    opened: target.map((axis) => (has(kept, axis) ? lengthOf(axis) : 1)),
    filled: target.map(lengthOf),
    merged: right.map((composition) => composition.reduce((product, axis) => product * lengthOf(axis), 1)),
  };
}

function checkNewAxes(right: readonly Axis[], solved: Solved, problem: PatternProblem): void {
  const unknown = right.find(({ id }) => !solved.has(id));
  if (unknown === undefined) return;
  throw problem({
    what: `how long is the new axis "${unknown.text}"?`,
    fits: `a length for it, such as { ${unknown.text}: 3 }`,
  });
}

/** Kernels take sizes as int32. */
const MOST_ENTRIES = 2 ** 31 - 1;

function checkSize(right: readonly Axis[], solved: Solved, problem: PatternProblem): void {
  const entries = right.reduce((product, { id }) => product * (solved.get(id) ?? 1), 1);
  if (entries <= MOST_ENTRIES) return;
  throw problem({ what: `the result would have ${entries} entries, more than a tensor can hold.` });
}

function givenIn(shape: readonly number[], lengths: Lengths): Record<string, string> {
  const stated = Object.entries(lengths).map(([name, length]) => `${name}: ${length}`);
  return { shape: shapeText(shape), ...(stated.length > 0 && { lengths: `{ ${stated.join(", ")} }` }) };
}
