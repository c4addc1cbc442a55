/** The system's code of an error, `ENOENT`; empty for errors without one. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Why a file could not be read or written, in as few words as the system has: its code, or else the error's text. */
export function shortReason(error: unknown): string {
  return codeOf(error) || String(error);
}
