/**
 * What a failed database call means for the learner. `broken`: the file's contents are damaged. `unwritable`:
 * the file is sound as far as we know, but cannot be read or written now. `ours`: a mistake in this program.
 */
export type Fault =
  | { readonly kind: "broken"; readonly why: string }
  | { readonly kind: "unwritable"; readonly why: string }
  | { readonly kind: "ours" };

/** Raised by our own checks where SQLite itself has not noticed the damage. */
export class BrokenDatabase extends Error {
  override readonly name = "BrokenDatabase";
}

const BROKEN = /^SQLITE_(CORRUPT|NOTADB)/;
const LACKS_A_TABLE = /no such (table|column)/;

const UNWRITABLE: readonly (readonly [RegExp, string])[] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)/, "the disk is full"],
  [/^(SQLITE_READONLY|EROFS)/, "the folder or the file is read-only"],
  [/^(SQLITE_PERM|SQLITE_AUTH|EACCES|EPERM)/, "this account may not write there"],
  [/^(SQLITE_BUSY|SQLITE_LOCKED|EBUSY)/, "another program keeps it locked"],
  [/^(SQLITE_CANTOPEN|ENOTDIR|EEXIST|EISDIR|ENOENT|ELOOP|ENAMETOOLONG)/, "it cannot be opened or made there"],
  [/^(SQLITE_IOERR|SQLITE_NOLFS|EIO|EMFILE|ENFILE)/, "the disk reports an error"],
];

/**
 * What `action` returns, or undefined where the file does not let it. Faults of ours are thrown on.
 */
export function ifPossible<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (faultOf(error).kind === "ours") throw error;
    return undefined;
  }
}

/** Sorts an error of SQLite or of the file system by what can be done about it. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { kind: "ours" };
  if (error instanceof BrokenDatabase) return { kind: "broken", why: error.message };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (BROKEN.test(code) || (code === "SQLITE_ERROR" && LACKS_A_TABLE.test(error.message))) {
    return { kind: "broken", why: error.message };
  }
  const known = UNWRITABLE.find(([pattern]) => pattern.test(code));
  return known ? { kind: "unwritable", why: `${known[1]} (${code})` } : { kind: "ours" };
}
