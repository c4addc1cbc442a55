/**
 * At most three reports in 100 ms. A save in pieces is told piece by piece without delay; but where saves
 * never stop, each third report leaves the rest of those 100 ms for a grading run to finish in.
 */
export class ReportRate {
  readonly #times: number[] = [];

  /** Milliseconds until the next report may be made; 0 if it may be made now. */
  wait(now: number): number {
    const oldest = this.#times.length < REPORTS ? undefined : this.#times[0];
    return oldest === undefined ? 0 : Math.max(0, oldest + WINDOW - now);
  }

  count(now: number): void {
    this.#times.push(now);
    if (this.#times.length > REPORTS) this.#times.shift();
  }
}

const REPORTS = 3;
const WINDOW = 100;
