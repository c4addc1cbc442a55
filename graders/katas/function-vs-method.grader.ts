import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/function-vs-method/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/function-vs-method");

subProblem("chain", () => {
  test("two activations by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([1, 2, 3, 5], [2, 2]); // [batch, feature]
    const reconstruction = given.tensor([1, 0, 2, 4], [2, 2]); // [batch, feature]
    await expectSame(
      "reconstructionError(x, reconstruction)",
      () => answer.reconstructionError(x, reconstruction),
      tf.tensor1d([4, 2]),
    );
  });
  test("an activation at every position", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 5]); // [batch, position, feature]
    const reconstruction = random.normal([2, 3, 5]); // [batch, position, feature]
    await expectSame(
      "reconstructionError(x, reconstruction)",
      () => answer.reconstructionError(x, reconstruction),
      solution.reconstructionError(x, reconstruction),
      { reductionLength: 5 },
    );
  });
});

subProblem("array", () => {
  test("four losses by hand", async ({ answer, expectSame }) => {
    await expectSame(
      "meanLoss([5, 3, 2, 1], 1, 3)",
      () => answer.meanLoss([5, 3, 2, 1], 1, 3),
      tf.scalar(2.5),
    );
  });
  test("the losses of a run", async ({ answer, solution, random, expectSame }) => {
    const losses = Array.from({ length: 20 }, () => random.next()); // [step]
    await expectSame(
      "meanLoss(losses, 12, 17)",
      () => answer.meanLoss(losses, 12, 17),
      solution.meanLoss(losses, 12, 17),
      { reductionLength: 5 },
    );
  });
});

subProblem("stretch", () => {
  test("two positions of seven", async ({ answer, solution, random, expectSame }) => {
    const resid = random.normal([5, 7, 4]) as tf.Tensor3D; // [batch, position, model]
    await expectSame(
      "positionsBetween(resid, 1, 3)",
      () => answer.positionsBetween(resid, 1, 3),
      solution.positionsBetween(resid, 1, 3),
    );
  });
  test("all positions but the first", async ({ answer, solution, random, expectSame }) => {
    const resid = random.normal([2, 4, 3]) as tf.Tensor3D; // [batch, position, model]
    await expectSame(
      "positionsBetween(resid, 1, 4)",
      () => answer.positionsBetween(resid, 1, 4),
      solution.positionsBetween(resid, 1, 4),
    );
  });
});

subProblem("each", () => {
  test("three layers of several widths", async ({ answer, solution, random, expectSame }) => {
    const layers = [2, 5, 3].map((width) => random.normal([2, 4, width], 1) as tf.Tensor3D); // [batch, position, feature]
    await expectSame(
      "layerMeans(activations)",
      () => answer.layerMeans(layers),
      solution.layerMeans(layers),
      {
        reductionLength: 40,
      },
    );
  });
  test("no layer", async ({ answer, expectSame }) => {
    await expectSame("layerMeans([])", () => answer.layerMeans([]), []);
  });
});

subProblem("activation", () => {
  const weights = (random: { normal(shape: number[], mean?: number): tf.Tensor }) => ({
    x: random.normal([2, 3, 4]) as tf.Tensor3D, // [batch, position, model]
    wIn: random.normal([4, 6]) as tf.Tensor2D, // [model, neuron]
    wOut: random.normal([6, 4]) as tf.Tensor2D, // [neuron, model]
  });
  for (const activation of ["relu", "silu", "solu"] as const)
    test(`${activation}`, async ({ answer, solution, random, expectSame }) => {
      const { x, wIn, wOut } = weights(random);
      await expectSame(
        `mlp(x, wIn, wOut, "${activation}")`,
        () => answer.mlp(x, wIn, wOut, activation),
        solution.mlp(x, wIn, wOut, activation),
        { reductionLength: 24 },
      );
    });
});
