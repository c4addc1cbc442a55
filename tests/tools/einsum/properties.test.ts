import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Tensor } from "#tfjs";
import { startBackend } from "../../../src/runtime/backend.ts";
import { einsum, tf } from "../../../src/tools/index.ts";
import { resultOrLesson } from "../lesson-or.ts";
import { mangled } from "../mangled.ts";
import { naiveEinsum } from "./naive.ts";

beforeAll(async () => {
  await startBackend("cpu");
});

interface Call {
  readonly equation: string;
  readonly shapes: readonly (readonly number[])[];
}

const LETTERS = ["a", "b", "i", "K"];

/** Equations of one to three operands whose indices, repeated ones among them, have lengths from 1 to 3. */
const equations: fc.Arbitrary<Call> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 }),
    terms: fc.array(fc.array(fc.constantFrom(...LETTERS), { maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    output: fc.shuffledSubarray(LETTERS),
  })
  .map(({ sizes, terms, output }) => ({
    equation: `${terms.map((term) => term.join("")).join(",")}->${output.filter((index) => terms.flat().includes(index)).join("")}`,
    shapes: terms.map((term) => term.map((index) => sizes[LETTERS.indexOf(index)] ?? 1)),
  }));

/** Small whole numbers, so that sums and products are exact in any order. */
const operands = (shapes: Call["shapes"]): Tensor[] =>
  shapes.map((shape, operand) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return tf.tensor(
      Array.from({ length: size }, (_, i) => ((i * 5 + operand * 3) % 7) - 3),
      [...shape],
      "float32",
    );
  });

const isPlain = (equation: string): boolean => /^[A-Za-z,]*->[A-Za-z]*$/.test(equation);

function expectNaive(result: Tensor, equation: string, tensors: readonly Tensor[]): void {
  const expected = naiveEinsum(equation, tensors);
  expect(result.shape).toEqual(expected.shape);
  expect([...result.dataSync()].map((value) => value + 0)).toEqual(
    [...expected.dataSync()].map((value) => value + 0),
  );
}

describe("einsum", () => {
  test("any equation that fits gives what loops give", () => {
    fc.assert(
      fc.property(equations, ({ equation, shapes }) => {
        tf.tidy(() => {
          const tensors = operands(shapes);
          expectNaive(einsum(equation, ...tensors), equation, tensors);
        });
      }),
      { numRuns: 300 },
    );
  });

  test("words and letters mean the same", () => {
    fc.assert(
      fc.property(equations, ({ equation, shapes }) => {
        const word = (term: string) => [...term].map((index) => `${index}_word`).join(" ");
        const [left = "", output = ""] = equation.split("->");
        const words = `${left.split(",").map(word).join(", ")} -> ${word(output)}`;
        fc.pre(/\w \w/.test(words)); // one index a term reads as letters
        tf.tidy(() => expectNaive(einsum(words, ...operands(shapes)), equation, operands(shapes)));
      }),
      { numRuns: 200 },
    );
  });

  test("any text as an equation gives what loops give, or a sentence", () => {
    const texts = equations.chain((call) =>
      mangled(fc.constant(call.equation), "abiK,->. …1_\n").map((equation) => ({ ...call, equation })),
    );
    fc.assert(
      fc.property(texts, ({ equation, shapes }) => {
        tf.tidy(() => {
          const tensors = operands(shapes);
          const result = resultOrLesson(() => einsum(equation, ...tensors));
          const fits = tensors.every(({ shape }) => shape.every((length) => length > 1)); // a 1 may broadcast
          if (result !== undefined && isPlain(equation) && fits) expectNaive(result, equation, tensors);
        });
      }),
      { numRuns: 1000 },
    );
  });

  test("nonsense gives a sentence", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary-ascii" }),
      fc.string({ unit: fc.constantFrom(..."ab ,->.1") }),
    );
    fc.assert(
      fc.property(text, fc.nat({ max: 3 }), (equation, count) => {
        tf.tidy(() => resultOrLesson(() => einsum(equation, ...operands(new Array(count).fill([2, 2])))));
      }),
      { numRuns: 500 },
    );
  });
});
