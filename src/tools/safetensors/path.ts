import { described } from "../arguments/described.ts";
import { lesson } from "../lesson.ts";

/** @throws ToolError unless the path is a text. */
export function requirePath(tool: string, path: unknown): void {
  if (typeof path === "string" || path instanceof URL) return;
  throw lesson(tool, {
    what: `the path of the file comes first, not ${described(path)}.`,
    example:
      tool === "writeSafetensors"
        ? `await ${tool}("model.safetensors", model.stateDict())`
        : `await ${tool}("model.safetensors")`,
  });
}

/** The lesson for a file that the system does not let us read or write, its own words at the end. */
export function unusable(tool: string, path: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  const what =
    code === "ENOENT"
      ? `there is no file or folder "${path}".`
      : `"${path}" cannot be used (${code ?? message}).`;
  return lesson(tool, { what, fits: "a path from the folder you are in, or from the root" });
}
