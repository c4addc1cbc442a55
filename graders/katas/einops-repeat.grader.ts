import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/einops-repeat/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/einops-repeat");

subProblem("batch", () => {
  test("three examples", async ({ answer, solution, random, expectSame }) => {
    const resid = random.normal([4, 2]) as tf.Tensor2D; // [position, model]
    await expectSame(
      "forEveryExample(resid, 3)",
      () => answer.forEveryExample(resid, 3),
      solution.forEveryExample(resid, 3),
    );
  });
  test("a batch of one", async ({ answer, random, expectSame }) => {
    const resid = random.normal([4, 2]) as tf.Tensor2D; // [position, model]
    await expectSame(
      "forEveryExample(resid, 1)",
      () => answer.forEveryExample(resid, 1),
      resid.expandDims(0),
    );
  });
});

subProblem("grouped", () => {
  test("two key heads by hand", async ({ answer, given, expectSame }) => {
    const k = given.tensor([1, 2], [1, 1, 2, 1]) as tf.Tensor4D; // [1, 1, keyHead, 1]
    await expectSame(
      "keysForQueryHeads(k, 3)",
      () => answer.keysForQueryHeads(k, 3),
      tf.tensor4d([1, 1, 1, 2, 2, 2], [1, 1, 6, 1]),
    );
  });
  test("groups of two", async ({ answer, solution, random, expectSame }) => {
    const k = random.normal([2, 4, 3, 2]) as tf.Tensor4D; // [batch, position, keyHead, d]
    await expectSame(
      "keysForQueryHeads(k, 2)",
      () => answer.keysForQueryHeads(k, 2),
      solution.keysForQueryHeads(k, 2),
    );
  });
});

subProblem("enlarge", () => {
  test("a row of two by hand", async ({ answer, given, expectSame }) => {
    const images = given.tensor([1, 2], [1, 1, 1, 2]) as tf.Tensor4D; // [1, 1, 1, 2]
    await expectSame(
      "enlarge(images, 2)",
      () => answer.enlarge(images, 2),
      tf.tensor4d([1, 1, 2, 2, 1, 1, 2, 2], [1, 1, 2, 4]),
    );
  });
  test("three times as large", async ({ answer, solution, random, expectSame }) => {
    const images = random.normal([2, 3, 2, 4]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame("enlarge(images, 3)", () => answer.enlarge(images, 3), solution.enlarge(images, 3));
  });
});

subProblem("pairs", () => {
  test("three queries and two keys", async ({ answer, solution, random, expectSame }) => {
    const q = random.normal([3, 4]) as tf.Tensor2D; // [query, d]
    const k = random.normal([2, 5]) as tf.Tensor2D; // [key, e]
    await expectSame("everyPair(q, k)", () => answer.everyPair(q, k), solution.everyPair(q, k));
  });
  test("as many queries as keys", async ({ answer, solution, random, expectSame }) => {
    const q = random.normal([3, 3]) as tf.Tensor2D; // [query, d]
    const k = random.normal([3, 3]) as tf.Tensor2D; // [key, e]
    await expectSame("everyPair(q, k)", () => answer.everyPair(q, k), solution.everyPair(q, k));
  });
});
