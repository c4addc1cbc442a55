/** Enough for every pattern of a program, few enough to be kept for good. */
const LIMIT = 500;

/**
 * Results of a pure function by key, so that a pattern in a training loop is read once. Forgets everything
 * when it is full, which only a program that makes up patterns gets to see.
 */
export class Remembered<T> {
  private readonly results = new Map<string, T>();

  /** The result for this key; `make` is called the first time. A `make` that throws leaves nothing behind. */
  for(key: string, make: () => T): T {
    const known = this.results.get(key);
    if (known !== undefined) return known;
    const result = make();
    if (this.results.size >= LIMIT) this.results.clear();
    this.results.set(key, result);
    return result;
  }
}
