import type { Failed } from "./model.ts";

const SENTENCES: readonly (readonly [RegExp, (path: string) => string])[] = [
  [/^(ENOSPC|EDQUOT|EFBIG)$/, (path) => `The disk is full, so ${path} could not be written. Free some space and try again.`],
  [/^EROFS$/, (path) => `${path} lies on a read-only disk. Choose another place with --workspace FOLDER.`],
  [/^(EACCES|EPERM)$/, (path) => `This account may not write ${path}. Change the folder's permissions, or choose another place with --workspace FOLDER.`],
  [/^(ENOTDIR|EEXIST)$/, (path) => `${path} cannot be made: a file stands where a folder is needed. Move it away, or choose another place with --workspace FOLDER.`],
  [/^EISDIR$/, (path) => `${path} is a folder where a file is needed. Move it away and try again.`],
  [/^ENOENT$/, (path) => `${path} cannot be reached: a folder on the way to it is missing. Was it moved or deleted?`],
  [/^ENAMETOOLONG$/, (path) => `The path ${path} is too long for this disk. Choose a shorter place with --workspace FOLDER.`],
  [/^(EIO|EMFILE|ENFILE|EBUSY|ELOOP)$/, (path) => `The system could not reach ${path}.`],
];

/**
 * Runs an action on the file system and turns its refusal into an outcome. The path in the sentence is the one that the
 * system names, else `path`. Errors that are no refusals of the file system are ours and go on.
 */
export function orRefusal<T>(path: string, action: () => T): T | Failed {
  try {
    return action();
  } catch (error) {
    const failed = refusalOf(error, path);
    if (!failed) throw error;
    return failed;
  }
}

function refusalOf(error: unknown, path: string): Failed | undefined {
  const code = codeOf(error);
  const known = SENTENCES.find(([pattern]) => pattern.test(code));
  return known && { kind: "failed", path, why: `${known[1](path)} (${code})` };
}

/** The system's code of an error, `ENOENT`; empty for errors without one. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
