import { expect, test } from "vitest";
import { CaseFailure } from "../../src/grading/harness/failures.ts";
import { hypothesisFor } from "../../src/grading/harness/hypotheses.ts";

const guess = (actual: number[], expected: number[]) => {
  const reading = (values: number[]) =>
    ({ kind: "tensor", shape: [values.length], dtype: "bool", values: Uint8Array.from(values) }) as const;
  const failure = { kind: "values", label: "", message: "" } as const;
  return hypothesisFor(new CaseFailure(failure, 0, reading(actual), reading(expected)))?.name;
};

test("values that stand one place aside are told so", () => {
  expect(guess([0, 1, 1, 0], [1, 1, 0, 0])).toBe("off-by-one");
});

test("nothing is guessed of a constant output: one true at the border is no shift of nothing but false", () => {
  expect(guess([0, 0, 0], [1, 0, 0])).toBeUndefined();
  expect(guess([1, 1, 1], [1, 1, 0])).toBeUndefined();
});
