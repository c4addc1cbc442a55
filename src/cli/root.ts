import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** arena's own folder: the nearest one above this file that holds the exercises. Works from src/ and from dist/. */
export const arenaRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(from: string): string {
  if (existsSync(join(from, "exercises")) && existsSync(join(from, "package.json"))) return from;
  const parent = dirname(from);
  if (parent === from)
    throw new Error("internal: arena's exercises are missing beside its program. Install it again.");
  return findRoot(parent);
}
