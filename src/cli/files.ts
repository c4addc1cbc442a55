import { readFileSync, writeFileSync } from "node:fs";
import { CommandError } from "./exit.ts";

/** Reads a file that a person named; one that cannot be read is told in a sentence. */
export function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new CommandError(`${path} could not be read (${codeOf(error)}).`);
  }
}

/** Writes a file that a person named; one that cannot be written is told in a sentence. */
export function writeText(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CommandError(`${path} could not be written (${codeOf(error)}).`);
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
