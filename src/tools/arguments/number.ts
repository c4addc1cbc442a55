import { lesson } from "../lesson.ts";
import { described } from "./described.ts";

/** Throws a lesson unless the value is a number: a text, an object or something forgotten would give NaN. */
export function requireNumber(tool: string, name: string, value: unknown): asserts value is number {
  if (typeof value === "number") return;
  throw lesson(tool, { what: `${name} must be a number, not ${described(value)}.` });
}

/** Throws a lesson unless the value is a whole number of at least `least`. */
export function requireWhole(
  tool: string,
  name: string,
  value: unknown,
  least = Number.NEGATIVE_INFINITY,
): asserts value is number {
  if (Number.isInteger(value) && (value as number) >= least) return;
  const from = Number.isFinite(least) ? ` of at least ${least}` : "";
  throw lesson(tool, { what: `${name} must be a whole number${from}, not ${described(value)}.` });
}

/** Throws a lesson unless the value is one of these texts. */
export function requireOneOf(tool: string, name: string, value: unknown, texts: readonly string[]): void {
  if (typeof value === "string" && texts.includes(value)) return;
  throw lesson(tool, {
    what: `there is no ${name} ${typeof value === "string" ? `"${value}"` : `like ${described(value)}`}.`,
    fits: texts.map((text) => `"${text}"`).join(", "),
  });
}
