import { Generator } from "./generator.ts";

/**
 * A seeded generator: `random(0).normal([2, 3])` gives the same six numbers today, tomorrow and on every
 * backend.
 *
 * @throws ToolError if the seed is no whole number.
 */
export function random(seed: number): Generator {
  return new Generator(seed);
}
