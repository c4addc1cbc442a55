import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/indexing-colon/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/indexing-colon");

subProblem("shift", () => {
  test("four tokens by hand", async ({ answer, given, expectSame }) => {
    const tokens = given.tensor([1, 2, 3, 4], [1, 4], "int32") as tf.Tensor2D; // [1, position]
    await expectSame("inputsAndTargets(tokens)", () => answer.inputsAndTargets(tokens), [
      tf.tensor2d([[1, 2, 3]], [1, 3], "int32"),
      tf.tensor2d([[2, 3, 4]], [1, 3], "int32"),
    ]);
  });
  test("more examples than positions", async ({ answer, solution, random, expectSame }) => {
    const tokens = random.integers([5, 3], 0, 9) as tf.Tensor2D; // [batch, position]
    await expectSame(
      "inputsAndTargets(tokens)",
      () => answer.inputsAndTargets(tokens),
      solution.inputsAndTargets(tokens),
    );
  });
});

subProblem("embed", () => {
  test("two sequences", async ({ answer, solution, given, random, expectSame }) => {
    const wE = random.normal([5, 3]) as tf.Tensor2D; // [token, model]
    const tokens = given.tensor([4, 0, 1, 1, 2, 3, 0, 4], [2, 4], "int32") as tf.Tensor2D; // [batch, position]
    await expectSame("embed(wE, tokens)", () => answer.embed(wE, tokens), solution.embed(wE, tokens));
  });
  test("a table as wide as it is long", async ({ answer, solution, given, random, expectSame }) => {
    const wE = random.normal([4, 4]) as tf.Tensor2D; // [token, model]
    const tokens = given.tensor([3, 0, 1], [1, 3], "int32") as tf.Tensor2D; // [1, position]
    await expectSame("embed(wE, tokens)", () => answer.embed(wE, tokens), solution.embed(wE, tokens));
  });
});

subProblem("head", () => {
  test("the second of three heads", async ({ answer, solution, random, expectSame }) => {
    const wO = random.normal([6, 4]) as tf.Tensor2D; // [head·d, model]
    await expectSame(
      "headWeights(wO, 1, 2)",
      () => answer.headWeights(wO, 1, 2),
      solution.headWeights(wO, 1, 2),
    );
  });
  test("the last head", async ({ answer, solution, random, expectSame }) => {
    const wO = random.normal([6, 6]) as tf.Tensor2D; // [head·d, model]
    await expectSame(
      "headWeights(wO, 2, 2)",
      () => answer.headWeights(wO, 2, 2),
      solution.headWeights(wO, 2, 2),
    );
  });
});

subProblem("rotary", () => {
  test("two pairs by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([1, 2, 3, 4], [1, 1, 4]) as tf.Tensor3D; // [1, 1, d]
    await expectSame("rotatePairs(x)", () => answer.rotatePairs(x), tf.tensor3d([[[-2, 1, -4, 3]]]));
  });
  test("three pairs at every position", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 6]) as tf.Tensor3D; // [batch, position, d]
    await expectSame("rotatePairs(x)", () => answer.rotatePairs(x), solution.rotatePairs(x));
  });
});
