/** Thrown where an answer has not been written yet. The tutor shows such a step as open, not as wrong. */
export class NotYetError extends Error {
  override readonly name = "NotYetError";
  /** What is still to be written, as the stub says it. */
  readonly what: string;

  constructor(what: string) {
    super(`Not yet: ${what}`);
    this.what = what;
  }
}

/**
 * Marks a place in a stub where the reader's code will stand: `return notYet("the mean of each row")`.
 * It never returns, so that it fits wherever a value of any type is expected.
 *
 * @throws NotYetError always.
 */
export function notYet(what: string): never {
  throw new NotYetError(what);
}
