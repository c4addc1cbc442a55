import { listed } from "../lesson.ts";
import { type Axis, isEllipsis, type Pattern } from "./pattern.ts";
import type { Operation, PatternProblem } from "./problem.ts";

interface Sides {
  /** Names, and on the left `...`, that only the one side has. */
  readonly onlyLeft: readonly string[];
  readonly onlyRight: readonly string[];
  /** Numbers other than 1. */
  readonly numbersLeft: readonly string[];
  readonly numbersRight: readonly string[];
}

/** Checks which axes may appear or vanish: none in rearrange, vanish in reduce, appear in repeat. */
export function checkNames(operation: Operation, pattern: Pattern, problem: PatternProblem): void {
  const sides = compare(pattern);
  if (operation !== "reduce") checkNothingVanishes(operation, sides, problem);
  if (operation !== "repeat") checkNothingAppears(operation, sides, problem);
}

function checkNothingVanishes(
  operation: Operation,
  { onlyLeft, onlyRight, numbersLeft }: Sides,
  problem: PatternProblem,
): void {
  if (numbersLeft.length > 0) {
    throw problem({
      what: `the number ${numbersLeft[0]} on the left side names an axis that nothing on the right can refer to.`,
      fits: `a name with a length: { name: ${numbersLeft[0]} }`,
    });
  }
  if (onlyLeft.length === 0) return;
  const run = onlyLeft.find(
    (name) => name.length > 1 && [...name].every((letter) => onlyRight.includes(letter)),
  );
  if (run !== undefined) throw runTogether(run, problem);
  throw problem({
    what: `${quoted(onlyLeft)} ${are(onlyLeft)} on the left side only, and ${operation} drops no axis.`,
    fits:
      operation === "repeat"
        ? "the same names on the right side, and new ones beside them"
        : 'the same names on both sides; to drop an axis, reduce(x, pattern, "mean") says how',
  });
}

/** "hw -> h w": read as one name, meant as two. */
function runTogether(name: string, problem: PatternProblem): Error {
  return problem({
    what: `"${name}" is one name; names are parted by spaces.`,
    fits: `"${[...name].join(" ")}" for axes of their own, "(${[...name].join(" ")})" for one axis to be split`,
  });
}

function checkNothingAppears(
  operation: Operation,
  { onlyRight, numbersRight }: Sides,
  problem: PatternProblem,
): void {
  const made = [...onlyRight, ...numbersRight];
  if (made.length === 0) return;
  throw problem({
    what: `${quoted(made)} ${are(made)} on the right side only, and ${operation} makes no axis.`,
    fits: "names that the left side has (a 1 may be added freely); repeat(x, pattern, { name: length }) makes new axes",
  });
}

function compare({ left, right }: Pattern): Sides {
  const names = (parts: Pattern["left"]) =>
    parts
      .flat()
      .filter((part) => isEllipsis(part) || part.length === undefined)
      .map(({ id }) => id);
  const numbers = (parts: Pattern["left"]) =>
    parts
      .flat()
      .filter((part): part is Axis => !isEllipsis(part) && part.length !== undefined)
      .map(({ text }) => text);
  const [inLeft, inRight] = [names(left), names(right)];
  return {
    onlyLeft: inLeft.filter((id) => !inRight.includes(id)),
    onlyRight: inRight.filter((id) => id !== "..." && !inLeft.includes(id)), // expandEllipsis tells of "..."
    numbersLeft: numbers(left),
    numbersRight: numbers(right),
  };
}

const quoted = (names: readonly string[]): string => listed(names.map((name) => `"${name}"`));
const are = (names: readonly string[]): string => (names.length === 1 ? "is" : "are");
