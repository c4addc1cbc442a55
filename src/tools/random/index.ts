/** Random numbers that a seed determines, the same on every backend. */
export { manualSeed } from "./default-generator.ts";
export type { Generator as RandomGenerator } from "./generator.ts";
export { random } from "./random.ts";
