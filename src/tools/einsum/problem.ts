import { type Lesson, lesson, shapeText, type ToolError } from "../lesson.ts";

/** Makes errors that carry the equation and the operands' shapes. */
export type EquationProblem = (about: Lesson) => ToolError;

export function equationProblem(equation: string, shapes: readonly (readonly number[])[]): EquationProblem {
  return (about) =>
    lesson("einsum", {
      example: 'einsum("bqd,bkd->bqk", queries, keys)',
      ...about,
      given: { equation: `"${equation}"`, shapes: shapes.map(shapeText).join(" "), ...about.given },
    });
}
