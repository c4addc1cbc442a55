import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/broadcasting/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/broadcasting");

subProblem("positions", () => {
  test("two examples", async ({ answer, solution, random, expectSame }) => {
    const tokens = random.normal([2, 3, 4]) as tf.Tensor3D; // [batch, position, model]
    const positions = random.normal([3, 4]) as tf.Tensor2D; // [position, model]
    await expectSame(
      "addPositions(tokens, positions)",
      () => answer.addPositions(tokens, positions),
      solution.addPositions(tokens, positions),
    );
  });
  test("as many positions as the model is wide", async ({ answer, solution, random, expectSame }) => {
    const tokens = random.normal([2, 3, 3]) as tf.Tensor3D; // [batch, position, model]
    const positions = random.normal([3, 3]) as tf.Tensor2D; // [position, model]
    await expectSame(
      "addPositions(tokens, positions)",
      () => answer.addPositions(tokens, positions),
      solution.addPositions(tokens, positions),
    );
  });
});

subProblem("scale", () => {
  test("three positions", async ({ answer, solution, random, expectSame }) => {
    const resid = random.normal([2, 3, 5]) as tf.Tensor3D; // [batch, position, model]
    const scales = random.uniform([2, 3], 1, 2) as tf.Tensor2D; // [batch, position]
    await expectSame(
      "scalePositions(resid, scales)",
      () => answer.scalePositions(resid, scales),
      solution.scalePositions(resid, scales),
    );
  });
  test("everything equally long", async ({ answer, solution, random, expectSame }) => {
    const resid = random.normal([3, 3, 3]) as tf.Tensor3D; // [batch, position, model]
    const scales = random.uniform([3, 3], 1, 2) as tf.Tensor2D; // [batch, position]
    await expectSame(
      "scalePositions(resid, scales)",
      () => answer.scalePositions(resid, scales),
      solution.scalePositions(resid, scales),
    );
  });
});

subProblem("steer", () => {
  test("two examples by hand", async ({ answer, given, expectSame }) => {
    const resid = given.tensor([0, 0, 0, 0], [2, 1, 2]) as tf.Tensor3D; // [batch, 1, model]
    const direction = given.tensor([1, -1]) as tf.Tensor1D; // [model]
    const coefficients = given.tensor([2, 3]) as tf.Tensor1D; // [batch]
    await expectSame(
      "steer(resid, direction, [2, 3])",
      () => answer.steer(resid, direction, coefficients),
      tf.tensor3d([2, -2, 3, -3], [2, 1, 2]),
    );
  });
  test("everything equally long", async ({ answer, solution, random, expectSame }) => {
    const resid = random.normal([3, 3, 3]) as tf.Tensor3D; // [batch, position, model]
    const direction = random.normal([3]) as tf.Tensor1D; // [model]
    const coefficients = random.uniform([3], 1, 4) as tf.Tensor1D; // [batch]
    await expectSame(
      "steer(resid, direction, coefficients)",
      () => answer.steer(resid, direction, coefficients),
      solution.steer(resid, direction, coefficients),
    );
  });
});

subProblem("distances", () => {
  test("four examples and three centres", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([4, 2]) as tf.Tensor2D; // [example, model]
    const centres = random.normal([3, 2]) as tf.Tensor2D; // [centre, model]
    await expectSame(
      "squaredDistances(x, centres)",
      () => answer.squaredDistances(x, centres),
      solution.squaredDistances(x, centres),
      { reductionLength: 2 },
    );
  });
  test("as many examples as centres", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([3, 3]) as tf.Tensor2D; // [example, model]
    const centres = random.normal([3, 3]) as tf.Tensor2D; // [centre, model]
    await expectSame(
      "squaredDistances(x, centres)",
      () => answer.squaredDistances(x, centres),
      solution.squaredDistances(x, centres),
      { reductionLength: 3 },
    );
  });
});
