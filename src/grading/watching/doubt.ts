/**
 * Holds back what many editors leave for a moment in each save: an empty, missing or unreadable file. Each
 * must last 300 ms before it is told, and is told once.
 */
export class Doubt {
  #what: string | undefined;
  #since = 0;
  #told = false;

  /** Takes in one more sight of the same or of another doubtful thing; `now` in ms. */
  weigh(what: string, now: number): "new" | "waiting" | "due" | "told" {
    if (what !== this.#what) {
      this.#what = what;
      this.#since = now;
      this.#told = false;
      return "new";
    }
    if (this.#told) return "told";
    if (now - this.#since < PATIENCE) return "waiting";
    this.#told = true;
    return "due";
  }

  /** A text was seen. */
  end(): void {
    this.#what = undefined;
  }
}

/** Milliseconds. Vim's and IntelliJ's saves leave a gap of a few; a copy over a network one of a hundred. */
export const PATIENCE = 300;
