import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

export const root = join(import.meta.dirname, "..", "..");

export interface Ran {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real program without a terminal. */
export async function arena(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; node?: readonly string[] } = {},
): Promise<Ran> {
  const { cwd = home(), env = {}, node = [] } = options;
  const { exitCode, stdout, stderr } = await execa(
    process.execPath,
    [...node, join(root, "bin", "arena.js"), ...args],
    { cwd, env, reject: false, stdin: "ignore" },
  );
  return { exitCode, stdout, stderr };
}

/** An empty folder with a space and a letter outside ASCII in its name. */
export function home(): string {
  return mkdtempSync(join(tmpdir(), "arena tést "));
}
