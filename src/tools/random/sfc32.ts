/** A source of whole numbers, evenly spread over 0 … 2³² − 1. */
export type Bits = () => number;

/**
 * The generator sfc32 ("small fast counting", Chris Doty-Humphrey, PractRand): 128 bits of state, a period of
 * at least 2³². It uses additions, shifts and exclusive ors of 32-bit integers only, so each machine gives
 * the same numbers.
 *
 * The four words of state come from splitmix32, so that seeds 0 and 1 give unrelated sequences.
 */
export function sfc32(seed: number): Bits {
  const words = splitmix32(seed);
  let a = words();
  let b = words();
  let c = words();
  let counter = 1;
  const next: Bits = () => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + result) | 0;
    return result >>> 0;
  };
  for (let i = 0; i < 12; i++) next(); // the first words still show the seed
  return next;
}

/** Splitmix32: hashes a counter. Seeds beyond 32 bits count too: their upper half is folded in. */
function splitmix32(seed: number): Bits {
  let counter = (seed | 0) ^ Math.imul(Math.floor(seed / 2 ** 32) | 0, 0x9e3779b1);
  return () => {
    counter = (counter + 0x9e3779b9) | 0;
    let mixed = counter ^ (counter >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}
