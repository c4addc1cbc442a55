import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/arange/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/arange");

/** [row, column] of true and false. */
const mask = (...rows: readonly number[][]) => tf.tensor2d(rows as number[][]).toBool();

subProblem("places", () => {
  test("four tokens behind three", async ({ answer, solution, random, expectSame }) => {
    const wPos = random.normal([9, 2]) as tf.Tensor2D; // [place, model]
    await expectSame(
      "embedPlaces(wPos, 3, 4)",
      () => answer.embedPlaces(wPos, 3, 4),
      solution.embedPlaces(wPos, 3, 4),
    );
  });
  test("nothing in the cache", async ({ answer, solution, random, expectSame }) => {
    const wPos = random.normal([5, 3]) as tf.Tensor2D; // [place, model]
    await expectSame(
      "embedPlaces(wPos, 0, 2)",
      () => answer.embedPlaces(wPos, 0, 2),
      solution.embedPlaces(wPos, 0, 2),
    );
  });
  test("one token at the last place", async ({ answer, solution, random, expectSame }) => {
    const wPos = random.normal([6, 3]) as tf.Tensor2D; // [place, model]
    await expectSame(
      "embedPlaces(wPos, 5, 1)",
      () => answer.embedPlaces(wPos, 5, 1),
      solution.embedPlaces(wPos, 5, 1),
    );
  });
});

subProblem("real", () => {
  test("two sequences by hand", async ({ answer, given, expectSame }) => {
    const lengths = given.tensor([3, 1], [2], "int32") as tf.Tensor1D; // [batch]
    await expectSame("isReal([3, 1], 4)", () => answer.isReal(lengths, 4), mask([1, 1, 1, 0], [1, 0, 0, 0]));
  });
  test("as many sequences as positions", async ({ answer, given, expectSame }) => {
    const lengths = given.tensor([2, 3, 0], [3], "int32") as tf.Tensor1D; // [batch]
    await expectSame(
      "isReal([2, 3, 0], 3)",
      () => answer.isReal(lengths, 3),
      mask([1, 1, 0], [1, 1, 1], [0, 0, 0]),
    );
  });
});

subProblem("windows", () => {
  test("ten tokens", async ({ answer, solution, random, expectSame }) => {
    const text = random.integers([10], 100, 900) as tf.Tensor1D; // [token]
    await expectSame("windows(text, 4, 3)", () => answer.windows(text, 4, 3), solution.windows(text, 4, 3));
  });
  test("a rest and a gap", async ({ answer, given, expectSame }) => {
    const text = given.tensor([1, 2, 3, 4, 5, 6, 7], [7], "int32") as tf.Tensor1D; // [token]
    await expectSame(
      "windows([1, 2, 3, 4, 5, 6, 7], 2, 3)",
      () => answer.windows(text, 2, 3),
      tf.tensor2d([1, 2, 4, 5], [2, 2], "int32"),
    );
  });
  test("a text of one window", async ({ answer, given, expectSame }) => {
    const text = given.tensor([8, 6, 7], [3], "int32") as tf.Tensor1D; // [token]
    await expectSame(
      "windows([8, 6, 7], 3, 2)",
      () => answer.windows(text, 3, 2),
      tf.tensor2d([8, 6, 7], [1, 3], "int32"),
    );
  });
});

subProblem("near", () => {
  test("four positions by hand", async ({ answer, expectSame }) => {
    await expectSame(
      "nearPast(4, 2)",
      () => answer.nearPast(4, 2),
      mask([1, 0, 0, 0], [1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]),
    );
  });
  test("only itself, and all of the past", async ({ answer, expectSame }) => {
    await expectSame("nearPast(3, 1)", () => answer.nearPast(3, 1), mask([1, 0, 0], [0, 1, 0], [0, 0, 1]));
    await expectSame("nearPast(3, 8)", () => answer.nearPast(3, 8), mask([1, 0, 0], [1, 1, 0], [1, 1, 1]));
  });
});

subProblem("rotary", () => {
  test("three positions by hand", async ({ answer, expectSame }) => {
    await expectSame(
      "rotaryAngles(3, 4, 100)",
      () => answer.rotaryAngles(3, 4, 100),
      tf.tensor2d([0, 0, 1, 0.1, 2, 0.2], [3, 2]),
    );
  });
  test("seven positions, five pairs", async ({ answer, solution, expectSame }) => {
    await expectSame(
      "rotaryAngles(7, 10, 50)",
      () => answer.rotaryAngles(7, 10, 50),
      solution.rotaryAngles(7, 10, 50),
    );
  });
  test("as many positions as pairs", async ({ answer, solution, expectSame }) => {
    await expectSame(
      "rotaryAngles(3, 6, 20)",
      () => answer.rotaryAngles(3, 6, 20),
      solution.rotaryAngles(3, 6, 20),
    );
  });
});
