import { describe, expect, it } from "vitest";
import { solveSystems } from "../../../src/tools/linalg/on-processor.ts";

const COUNT = 500;

/** Numbers from -2.5 to 2.5 that are the same every time (Lehmer's generator, 48271 modulo 2^31 - 1). */
function numbersOf(count: number): Float32Array {
  let state = 4;
  return Float32Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647;
    return (state / 2147483647) * 5 - 2.5;
  });
}

/** The same system twice side by side, which takes the way for any size. */
const twice = (sides: Float32Array): Float32Array => Float32Array.from([...sides].flatMap((x) => [x, x]));

describe("a system of three equations", () => {
  for (const transposed of [false, true]) {
    for (const whole of [false, true]) {
      const kind = `${whole ? "small whole" : "random"} numbers${transposed ? ", transposed" : ""}`;
      it(`is solved, or called singular, as one of any size: ${kind}`, () => {
        const all = numbersOf(COUNT * 12); // [system, entries and sides]
        const numbers = whole ? all.map(Math.round) : all;
        for (let i = 0; i < COUNT; i++) {
          const matrices = numbers.slice(i * 12, i * 12 + 9);
          const sides = numbers.slice(i * 12 + 9, i * 12 + 12);
          const one = { matrices, count: 1, n: 3, transposed };
          const quick = solveSystems({ ...one, sides, columns: 1 });
          const general = solveSystems({ ...one, sides: twice(sides), columns: 2 });
          expect(quick.kind).toBe(general.kind);
          if (quick.kind !== "solved" || general.kind !== "solved") continue;
          quick.values.forEach((x, row) => {
            expect(x).toBeCloseTo(general.values[2 * row] as number, 4);
          });
        }
      });
    }
  }
});
