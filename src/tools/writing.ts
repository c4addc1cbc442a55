import { resolve } from "node:path";
import { lesson } from "./lesson.ts";

/**
 * Refuses to write where Node's permission model forbids it, as in the process that grades an answer.
 *
 * @throws ToolError that says where the same call works.
 */
export function requireWriting(tool: string, path: string): void {
  if (process.permission?.has("fs.write", resolve(path)) ?? true) return;
  throw lesson(tool, {
    what: "nothing is written to the disk while an answer is graded.",
    given: { path },
    fits: "the same call in a file that you run yourself: node FILE.ts",
  });
}
