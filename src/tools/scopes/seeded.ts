import { replaceDefaultGenerator } from "../random/default-generator.ts";
import { Generator } from "../random/generator.ts";

/**
 * Until the end of the block, everything that draws from the default generator (new layers, dropout,
 * shuffling) draws from one with this seed; afterwards the former goes on where it was: `using _ =
 * seeded(0);`.
 */
export function seeded(seed: number): Disposable {
  const outer = replaceDefaultGenerator(new Generator(seed));
  return { [Symbol.dispose]: () => void replaceDefaultGenerator(outer) };
}
