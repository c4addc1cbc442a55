import { readFileSync, writeFileSync } from "node:fs";
import { shortReason } from "../files/system-error.ts";
import { CommandError } from "./exit.ts";

/** Reads a file that a person named; one that cannot be read is told in a sentence. */
export function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new CommandError(`${path} could not be read (${shortReason(error)}).`);
  }
}

/** Writes a file that a person named; one that cannot be written is told in a sentence. */
export function writeText(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CommandError(`${path} could not be written (${shortReason(error)}).`);
  }
}
