/**
 * The part of a type error that a learner needs: what does not fit, and the first reason. TypeScript nests
 * further reasons below, each a line with a deeper indent, down to the innermost property.
 */
export function shorten(message: string): string {
  return message.split("\n").slice(0, LINES).map(cut).join("\n");
}

function cut(line: string): string {
  return line.length <= WIDTH ? line : `${line.slice(0, WIDTH - 1)}…`;
}

const LINES = 2;

/** Characters: three lines of a narrow terminal. */
const WIDTH = 240;
