import { describe, expect, it } from "vitest";
import { determinants, solveSystems } from "../../../src/tools/linalg/on-processor.ts";

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

describe("a determinant of three rows", () => {
  for (const whole of [false, true]) {
    it(`is that of the same matrix with one more row, and 0 where solving is refused: ${whole ? "small whole" : "random"} numbers`, () => {
      const all = numbersOf(COUNT * 9); // [matrix, entries]
      const numbers = whole ? all.map((value) => Math.round(value / 2)) : all;
      let zeros = 0;
      for (let i = 0; i < COUNT; i++) {
        const matrices = numbers.slice(i * 9, i * 9 + 9);
        const value = determinants(matrices, 1, 3)[0] as number;
        expect(value).toBeCloseTo(determinants(bordered(matrices), 1, 4)[0] as number, 4);
        const sides = Float32Array.of(1, 2, 3);
        const solved = solveSystems({ matrices, sides, count: 1, n: 3, columns: 1, transposed: false });
        expect(value === 0).toBe(solved.kind === "singular");
        if (value === 0) zeros++;
      }
      if (whole) expect(zeros).toBeGreaterThan(20);
    });
  }
  it("of NaN is NaN", () => {
    expect(determinants(Float32Array.of(Number.NaN, 0, 0, 0, 1, 0, 0, 0, 1), 1, 3)[0]).toBeNaN();
  });
});

/** The 4 by 4 matrix with a 1 in the corner, whose determinant is the same and is computed the general way. */
const bordered = (m: Float32Array): Float32Array =>
  Float32Array.from([1, 0, 0, 0, 0, ...m.slice(0, 3), 0, ...m.slice(3, 6), 0, ...m.slice(6, 9)]);
