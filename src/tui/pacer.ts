/**
 * How long a frame waits for more while verdicts stream in, in ms. Most runs are over by then, and their last frame is
 * the only one drawn: drawing takes about as long as grading, in the process that hands the worker its code.
 */
const GATHERING = 80;

/**
 * Decides when to draw. What a learner waits for is drawn at the next turn of the event loop; the stream of verdicts
 * before it is gathered, so that drawing does not delay the verdicts.
 */
export class Pacer {
  readonly #draw: () => void;
  #pending: NodeJS.Immediate | undefined;
  #later: NodeJS.Timeout | undefined;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /** Asks for a frame. Requests that come before it is drawn share it. */
  request(urgent: boolean): void {
    if (this.#pending !== undefined) return;
    if (urgent) this.#pending = setImmediate(() => this.flush());
    else this.#later ??= setTimeout(() => this.flush(), GATHERING);
  }

  /** Draws what was asked for, now. */
  flush(): void {
    if (this.#pending === undefined && this.#later === undefined) return;
    this.cancel();
    this.#draw();
  }

  cancel(): void {
    clearImmediate(this.#pending);
    clearTimeout(this.#later);
    this.#pending = undefined;
    this.#later = undefined;
  }
}
