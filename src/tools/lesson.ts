/**
 * A mistake in how a tool was called. Its message is written for the person who reads it and ends with what
 * to try.
 */
export class ToolError extends Error {
  override readonly name: string = "ToolError";
}

/** What a message about a wrong call is made of. */
export interface Lesson {
  /** One sentence: what does not fit, with the numbers at hand. */
  readonly what: string;
  /** What was given, a line each: the pattern, the shapes. */
  readonly given?: Readonly<Record<string, string>>;
  /** What would fit. */
  readonly fits?: string;
  /** A call that works. */
  readonly example?: string;
}

/**
 * Builds the error of a tool: the sentence, then what was given, what would fit and an example, a line each.
 */
export function lesson(tool: string, { what, given = {}, fits, example }: Lesson): ToolError {
  const lines = { ...given, ...(fits && { fits }), ...(example && { example }) };
  const width = Math.max(0, ...Object.keys(lines).map((label) => label.length));
  const details = Object.entries(lines).map(([label, text]) => `\n  ${label.padEnd(width)}  ${text}`);
  return new ToolError(`${tool}: ${what}${details.join("")}`);
}

/** A shape as it is written in comments and messages: `[2, 3]`. */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(", ")}]`;
}

/** `1 axis`, `3 axes`. */
export function counted(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
