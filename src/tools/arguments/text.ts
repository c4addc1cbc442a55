import { lesson } from "../lesson.ts";
import { described } from "./described.ts";

/** Throws a lesson unless the value is a text: a path, a pattern, the text of a file. */
export function requireText(tool: string, name: string, value: unknown): asserts value is string {
  if (typeof value === "string") return;
  throw lesson(tool, { what: `${name} must be a text, not ${described(value)}.` });
}

/** Throws a lesson unless the value is the bytes of a file. */
export function requireBytes(tool: string, value: unknown): asserts value is Uint8Array {
  if (value instanceof Uint8Array) return;
  throw lesson(tool, {
    what: `the bytes of a file are needed, a Uint8Array, not ${described(value)}.`,
    example: `${tool}(await readFile(path))`,
  });
}
