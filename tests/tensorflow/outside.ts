import { spawnSync } from "node:child_process";

/** Something that this machine lacks, which is no fault of ours: the proof is skipped. Its message says what. */
export class NotHereError extends Error {
  override readonly name = "NotHereError";
}

export interface Ended {
  readonly status: number;
  /** What it printed, both streams, if it was captured. */
  readonly text: string;
}

/**
 * Runs a program to its end. `shown` lets it print on this terminal.
 *
 * @throws NotHereError if there is no such program.
 */
export function run(
  program: string,
  words: readonly string[],
  options: { readonly shown?: boolean; readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Ended {
  const { shown = false, ...rest } = options;
  const ended = spawnSync(program, words, {
    ...rest,
    encoding: "utf8",
    maxBuffer: 1 << 26,
    stdio: shown ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
  });
  if ((ended.error as NodeJS.ErrnoException | undefined)?.code === "ENOENT")
    throw new NotHereError(`${program} is not installed`);
  if (ended.error !== undefined) throw ended.error;
  return { status: ended.status ?? 1, text: `${ended.stdout ?? ""}${ended.stderr ?? ""}` };
}
