import { Generator } from "./generator.ts";

let current = new Generator(0);

/**
 * The generator that layers, dropout and shuffling draw from when they are given none. It starts with seed 0.
 */
export function defaultGenerator(): Generator {
  return current;
}

/** Puts another generator in its place and returns the one that was there, to be put back later. */
export function replaceDefaultGenerator(next: Generator): Generator {
  const previous = current;
  current = next;
  return previous;
}

/**
 * Starts the default generator anew from this seed, for all that follows (as `torch.manual_seed`).
 * For one block only, write `using _ = seeded(seed)`.
 */
export function manualSeed(seed: number): void {
  current = new Generator(seed);
}
