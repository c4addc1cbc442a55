import { type Lesson, lesson, type ToolError } from "../lesson.ts";

export type Operation = "rearrange" | "reduce" | "repeat";

/** Makes an error that already carries the pattern (and, once known, the shape) it is about. */
export type PatternProblem = (lesson: Lesson) => ToolError;

const EXAMPLES: Readonly<Record<Operation, string>> = {
  rearrange: 'rearrange(x, "b c h w -> b (c h w)")',
  reduce: 'reduce(x, "b c (h 2) (w 2) -> b c h w", "max")',
  repeat: 'repeat(x, "h w -> h w c", { c: 3 })',
};

/** Errors of one call. The example shown is the operation's usual one unless a lesson brings a better one. */
export function patternProblem(
  operation: Operation,
  pattern: string,
  given: Readonly<Record<string, string>> = {},
): PatternProblem {
  return (about) =>
    lesson(operation, {
      example: EXAMPLES[operation],
      ...about,
      given: { pattern: `"${pattern}"`, ...given, ...about.given },
    });
}
