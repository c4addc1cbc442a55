import { Generator } from "./generator.ts";

/**
 * A seeded generator: `random(0).normal([2, 3])` gives the same six numbers today, tomorrow and on every
 * backend.
 *
 * ```ts
 * const generator = random(0);
 * generator.normal([2, 3]); // float32 [2, 3]
 * generator.integers([4], 0, 10); // int32 [4]
 * ```
 * @throws ToolError if the seed is no whole number.
 */
export function random(seed: number): Generator {
  return new Generator(seed);
}
