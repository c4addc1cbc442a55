/** The shortest time between two frames while verdicts stream in, in ms. */
const BETWEEN_FRAMES = 16;

/**
 * Decides when to draw. What a learner waits for is drawn at the next turn of the event loop; the stream of verdicts
 * before it is drawn at most sixty times a second, so that drawing does not delay reading the verdicts.
 */
export class Pacer {
  readonly #draw: () => void;
  #pending: NodeJS.Immediate | undefined;
  #later: NodeJS.Timeout | undefined;
  #last = Number.NEGATIVE_INFINITY;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /** Asks for a frame. Requests that come before it is drawn share it. */
  request(urgent: boolean): void {
    if (this.#pending !== undefined) return;
    const wait = urgent ? 0 : this.#last + BETWEEN_FRAMES - performance.now();
    if (wait <= 0) this.#pending = setImmediate(() => this.flush());
    else this.#later ??= setTimeout(() => this.flush(), wait);
  }

  /** Draws what was asked for, now. */
  flush(): void {
    if (this.#pending === undefined && this.#later === undefined) return;
    this.cancel();
    this.#last = performance.now();
    this.#draw();
  }

  cancel(): void {
    clearImmediate(this.#pending);
    clearTimeout(this.#later);
    this.#pending = undefined;
    this.#later = undefined;
  }
}
