import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A small curriculum without a fault: two rooms, a kata, two techniques, two types. */
export const SOUND = join(import.meta.dirname, "fixtures", "sound");

/** A copy of the sound curriculum in which one file was changed, or (without `to`) lost. Gone after the test. */
export function changed(file: string, from: string | RegExp, to: string): string {
  const root = copyOfSound();
  const path = join(root, file);
  const before = readFileSync(path, "utf8");
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} does not hold ${from}, so nothing was changed`);
  writeFileSync(path, after);
  return root;
}

export function copyOfSound(): string {
  const root = mkdtempSync(join(tmpdir(), "curriculum-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync(SOUND, root, { recursive: true });
  return root;
}

/** Number of the first line of a file that holds `text`. */
export function lineOf(root: string, file: string, text: string): number {
  return (
    readFileSync(join(root, file), "utf8")
      .split("\n")
      .findIndex((line) => line.includes(text)) + 1
  );
}
