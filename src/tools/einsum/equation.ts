import { counted, listed, shapeText } from "../lesson.ts";
import { Remembered } from "../remembered.ts";
import { type EquationProblem, equationProblem } from "./problem.ts";
import { type Term, termsOf } from "./terms.ts";

/** An equation for operands of certain shapes: every axis has an index, also those that `...` stands for. */
export interface Equation {
  readonly inputs: readonly (readonly string[])[];
  readonly output: readonly string[];
  /** Length of each index. An operand may have length 1 where the others have more. */
  readonly sizes: ReadonlyMap<string, number>;
}

const equations = new Remembered<Equation>();

/** Reads an equation for operands of these shapes. Throws a lesson where they do not fit. */
export function readEquation(equation: string, shapes: readonly (readonly number[])[]): Equation {
  return equations.for(`${equation}|${shapes.join("|")}`, () => readAnew(equation, shapes));
}

function readAnew(equation: string, shapes: readonly (readonly number[])[]): Equation {
  const problem = equationProblem(equation, shapes);
  const terms = termsOf(equation, problem);
  if (terms.inputs.length !== shapes.length) {
    throw problem({
      what: `the equation has ${counted(terms.inputs.length, "term")} left of "->", but ${counted(shapes.length, "tensor")} came with it.`,
      fits: "a term for each tensor, with a comma between two terms",
    });
  }
  const inputs = terms.inputs.map((term, i) => named(term, shapes[i] ?? [], i, problem));
  const covered = [...new Set(inputs.flat().filter(isCovered))].sort((a, b) => coverRank(b) - coverRank(a));
  const sizes = sizesOf(inputs, shapes, problem);
  const output =
    terms.output === undefined ? implicitOutput(inputs, covered) : explicitOutput(terms.output, covered);
  checkOutput(output, sizes, problem);
  return { inputs, output, sizes };
}

/** Axes under `...` are named by their distance from its right end, so that they align as in broadcasting. */
const isCovered = (index: string): boolean => index.startsWith("...");
const coverRank = (index: string): number => Number(index.slice(3));

function named(term: Term, shape: readonly number[], operand: number, problem: EquationProblem): string[] {
  const beyond = shape.length - term.filter((index) => index !== "...").length;
  if (beyond < 0 || (beyond > 0 && !term.includes("..."))) {
    throw problem({
      what: `operand ${operand} has ${counted(shape.length, "axis", "axes")} ${shapeText(shape)}, but its term "${term.join(" ")}" has ${counted(shape.length - beyond, "index", "indices")}.`,
      fits: 'an index for each axis, or "..." for the axes you do not name; put spaces between indices of several letters',
    });
  }
  return term.flatMap((index) =>
    index === "..." ? Array.from({ length: beyond }, (_, i) => `...${beyond - 1 - i}`) : [index],
  );
}

function sizesOf(
  inputs: readonly (readonly string[])[],
  shapes: readonly (readonly number[])[],
  problem: EquationProblem,
): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const [operand, indices] of inputs.entries()) {
    checkDiagonals(indices, shapes[operand] ?? [], problem);
    for (const [axis, index] of indices.entries()) {
      const length = shapes[operand]?.[axis] ?? 1;
      const known = sizes.get(index) ?? 1;
      if (known !== 1 && length !== 1 && known !== length) throw mismatch(index, inputs, shapes, problem);
      sizes.set(index, known === 1 ? length : known);
    }
  }
  return sizes;
}

function mismatch(
  index: string,
  inputs: readonly (readonly string[])[],
  shapes: readonly (readonly number[])[],
  problem: EquationProblem,
): Error {
  const places = inputs.flatMap((indices, operand) =>
    indices.flatMap((other, axis) =>
      other === index ? [`${shapes[operand]?.[axis]} in axis ${axis} of operand ${operand}`] : [],
    ),
  );
  const name = isCovered(index) ? 'an axis under "..."' : `the index ${index}`;
  return problem({
    what: `${name} has different lengths: ${listed(places)}.`,
    fits: "one length for each index, or 1",
  });
}

/** A repeated index within one operand takes a diagonal, so both axes must be equally long, 1 or not. */
function checkDiagonals(
  indices: readonly string[],
  shape: readonly number[],
  problem: EquationProblem,
): void {
  indices.forEach((index, axis) => {
    const first = indices.indexOf(index);
    if (shape[first] === shape[axis]) return;
    throw problem({
      what: `${index}${index} takes a diagonal, but its axes ${first} and ${axis} have lengths ${shape[first]} and ${shape[axis]}.`,
      fits: "a square",
    });
  });
}

/** Without `->`: what `...` covers, then every index that occurs once, in alphabetical order. */
function implicitOutput(inputs: readonly (readonly string[])[], covered: readonly string[]): string[] {
  const all = inputs.flat().filter((index) => !isCovered(index));
  const once = all.filter((index) => all.indexOf(index) === all.lastIndexOf(index));
  return [...covered, ...once.sort((a, b) => (a < b ? -1 : 1))];
}

const explicitOutput = (term: Term, covered: readonly string[]): string[] =>
  term.flatMap((index) => (index === "..." ? covered : [index]));

function checkOutput(
  output: readonly string[],
  sizes: ReadonlyMap<string, number>,
  problem: EquationProblem,
): void {
  for (const index of output) {
    if (!sizes.has(index))
      throw problem({ what: `the output has the index ${index}, which no operand has.` });
    if (output.indexOf(index) !== output.lastIndexOf(index)) {
      throw problem({
        what: `the index ${index} stands twice in the output.`,
        fits: "each index once; a repeated index is for operands, where it takes the diagonal",
      });
    }
  }
}
