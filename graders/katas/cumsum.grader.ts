import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/cumsum/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/cumsum");

subProblem("to-go", () => {
  test("an episode by hand", async ({ answer, given, expectSame }) => {
    const rewards = given.tensor([[0, 1, 0, 2]]) as tf.Tensor2D; // [1, step]
    await expectSame(
      "rewardsToGo([[0, 1, 0, 2]])",
      () => answer.rewardsToGo(rewards),
      tf.tensor2d([[3, 3, 2, 2]]),
    );
  });
  test("three episodes", async ({ answer, solution, random, expectSame }) => {
    const rewards = random.normal([3, 5]) as tf.Tensor2D; // [episode, step]
    await expectSame(
      "rewardsToGo(rewards)",
      () => answer.rewardsToGo(rewards),
      solution.rewardsToGo(rewards),
      {
        reductionLength: 5,
      },
    );
  });
});

subProblem("documents", () => {
  test("three documents by hand", async ({ answer, given, expectSame }) => {
    const tokens = given.tensor([[5, 9, 6, 7, 9, 8]], [1, 6], "int32") as tf.Tensor2D; // [1, position]
    await expectSame(
      "documentIds([[5, 9, 6, 7, 9, 8]], 9)",
      () => answer.documentIds(tokens, 9),
      tf.tensor2d([[0, 0, 1, 1, 1, 2]], [1, 6], "int32"),
    );
  });
  test("two sequences, one of a single document", async ({ answer, given, expectSame }) => {
    const tokens = given.tensor([9, 3, 9, 9, 1, 2, 3, 4], [2, 4], "int32") as tf.Tensor2D; // [batch, position]
    await expectSame(
      "documentIds([[9, 3, 9, 9], [1, 2, 3, 4]], 9)",
      () => answer.documentIds(tokens, 9),
      tf.tensor2d([0, 1, 1, 2, 0, 0, 0, 0], [2, 4], "int32"),
    );
  });
});

subProblem("draw", () => {
  test("four numbers for one distribution", async ({ answer, given, expectSame }) => {
    const row = [0.5, 0.125, 0.375];
    const probabilities = given.tensor([row, row, row, row]) as tf.Tensor2D; // [batch, token]
    const u = given.tensor([0.1, 0.55, 0.9, 0.4]) as tf.Tensor1D; // [batch]
    await expectSame(
      "drawTokens(probabilities, [0.1, 0.55, 0.9, 0.4])",
      () => answer.drawTokens(probabilities, u),
      tf.tensor1d([0, 1, 2, 0], "int32"),
    );
  });
  test("numbers on a border, and tokens that cannot come", async ({ answer, given, expectSame }) => {
    const probabilities = given.tensor([0, 0.5, 0, 0.5, 0.25, 0.25, 0, 0.5], [2, 4]) as tf.Tensor2D; // [batch, token]
    const u = given.tensor([0, 0.5]) as tf.Tensor1D; // [batch]
    await expectSame(
      "drawTokens(probabilities, [0, 0.5])",
      () => answer.drawTokens(probabilities, u),
      tf.tensor1d([1, 3], "int32"),
    );
  });
  test("beyond the last end", async ({ answer, given, expectSame }) => {
    const probabilities = given.tensor([0.333, 0.333, 0.333, 0.2, 0.3, 0.499], [2, 3]) as tf.Tensor2D; // [batch, token]
    const u = given.tensor([0.9995, 0.1]) as tf.Tensor1D; // [batch]
    await expectSame(
      "drawTokens(probabilities, [0.9995, 0.1])",
      () => answer.drawTokens(probabilities, u),
      tf.tensor1d([2, 0], "int32"),
    );
  });
});

subProblem("window", () => {
  test("five losses by hand", async ({ answer, given, expectSame }) => {
    const losses = given.tensor([[4, 2, 3, 1, 5]]) as tf.Tensor2D; // [1, step]
    await expectSame(
      "runningMean([[4, 2, 3, 1, 5]], 3)",
      () => answer.runningMean(losses, 3),
      tf.tensor2d([[4, 3, 3, 2, 3]]),
    );
  });
  test("two runs", async ({ answer, solution, random, expectSame }) => {
    const losses = random.uniform([2, 9], 1, 4) as tf.Tensor2D; // [run, step]
    await expectSame(
      "runningMean(losses, 4)",
      () => answer.runningMean(losses, 4),
      solution.runningMean(losses, 4),
      { reductionLength: 18 },
    );
  });
  test("wider than the run", async ({ answer, given, expectSame }) => {
    const losses = given.tensor([4, 2, 3, 1, 1, 1], [2, 3]) as tf.Tensor2D; // [run, step]
    await expectSame(
      "runningMean([[4, 2, 3], [1, 1, 1]], 5)",
      () => answer.runningMean(losses, 5),
      tf.tensor2d([4, 3, 3, 1, 1, 1], [2, 3]),
    );
  });
});

subProblem("nucleus", () => {
  test("three tokens by hand", async ({ answer, given, expectSame }) => {
    const probabilities = given.tensor([[0.1, 0.6, 0.3]]) as tf.Tensor2D; // [1, token]
    await expectSame(
      "nucleus([[0.1, 0.6, 0.3]], 0.7)",
      () => answer.nucleus(probabilities, 0.7),
      tf.tensor2d([[false, true, true]], [1, 3], "bool"),
    );
  });
  test("three rows in no order", async ({ answer, given, expectSame }) => {
    const probabilities = given.tensor([
      [0.05, 0.3, 0.15, 0.4, 0.1],
      [0.02, 0.03, 0.9, 0.01, 0.04],
      [0.26, 0.14, 0.22, 0.15, 0.23],
    ]) as tf.Tensor2D; // [batch, token]
    await expectSame(
      "nucleus(probabilities, 0.8)",
      () => answer.nucleus(probabilities, 0.8),
      tf.tensor2d(
        [
          [false, true, true, true, false],
          [false, false, true, false, false],
          [true, false, true, true, true],
        ],
        [3, 5],
        "bool",
      ),
    );
  });
  test("a sum of exactly p", async ({ answer, given, expectSame }) => {
    const probabilities = given.tensor([[0.25, 0.125, 0.5, 0.125]]) as tf.Tensor2D; // [1, token]
    await expectSame(
      "nucleus([[0.25, 0.125, 0.5, 0.125]], 0.75)",
      () => answer.nucleus(probabilities, 0.75),
      tf.tensor2d([[true, false, true, false]], [1, 4], "bool"),
    );
  });
});
