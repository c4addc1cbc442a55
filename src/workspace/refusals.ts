import { codeOf } from "../files/system-error.ts";
import type { Failed } from "./model.ts";

const ELSEWHERE = "choose another place with --workspace FOLDER";

const SENTENCES: readonly (readonly [RegExp, (path: string) => string])[] = [
  [/^(ENOSPC|EDQUOT|EFBIG)$/, (path) => `The disk is full, so ${path} could not be written. Free some space`],
  [/^EROFS$/, (path) => `${path} lies on a read-only disk: ${ELSEWHERE}`],
  [
    /^(EACCES|EPERM)$/,
    (path) => `This account may not write ${path}. Change its permissions, or ${ELSEWHERE}`,
  ],
  [
    /^(ENOTDIR|EEXIST)$/,
    (path) => `${path} needs a folder where a file stands. Move the file, or ${ELSEWHERE}`,
  ],
  [/^EISDIR$/, folderInTheWay],
  [/^ENOENT$/, (path) => `A folder on the way to ${path} is missing. Was it moved or deleted?`],
  [/^ENAMETOOLONG$/, (path) => `The path ${path} is too long for this disk: ${ELSEWHERE}`],
  [/^(EIO|EMFILE|ENFILE|EBUSY|ELOOP)$/, (path) => `The system could not reach ${path}. Try again`],
];

/** A folder stands where the learner's file should be. */
export function folderInTheWay(path: string): string {
  return `${path} is a folder where a file is needed. Move it away and try again`;
}

/**
 * Runs an action on the file system and turns its refusal into an outcome whose sentence names `path`, the
 * file or folder that the learner knows of. Errors that are no refusals of the file system are ours and go
 * on.
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
  return known && { kind: "failed", path, why: `${known[1](path)} (${code}).` };
}
