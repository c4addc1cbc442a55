import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/concatenate/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/concatenate");

subProblem("bos", () => {
  test("two texts", async ({ answer, given, expectSame }) => {
    const tokens = given.tensor([5, 6, 7, 8, 9, 10], [2, 3], "int32") as tf.Tensor2D; // [batch, position]
    await expectSame(
      "prependBos(tokens, 1)",
      () => answer.prependBos(tokens, 1),
      tf.tensor2d([1, 5, 6, 7, 1, 8, 9, 10], [2, 4], "int32"),
    );
  });
  test("as many texts as tokens", async ({ answer, given, expectSame }) => {
    const tokens = given.tensor([5, 6, 7, 8], [2, 2], "int32") as tf.Tensor2D; // [batch, position]
    await expectSame(
      "prependBos(tokens, 0)",
      () => answer.prependBos(tokens, 0),
      tf.tensor2d([0, 5, 6, 0, 7, 8], [2, 3], "int32"),
    );
  });
});

subProblem("cache", () => {
  test("three keys and two new ones", async ({ answer, solution, random, expectSame }) => {
    const cache = random.normal([2, 3, 3, 4]) as tf.Tensor4D; // [batch, head, past, d]
    const fresh = random.normal([2, 3, 2, 4]) as tf.Tensor4D; // [batch, head, position, d]
    await expectSame(
      "appendToCache(cache, fresh)",
      () => answer.appendToCache(cache, fresh),
      solution.appendToCache(cache, fresh),
    );
  });
  test("an empty cache", async ({ answer, given, random, expectSame }) => {
    const cache = given.tensor([], [1, 2, 0, 3]) as tf.Tensor4D; // [1, head, 0, d]
    const fresh = random.normal([1, 2, 4, 3]) as tf.Tensor4D; // [1, head, position, d]
    await expectSame("appendToCache(cache, fresh)", () => answer.appendToCache(cache, fresh), fresh);
  });
  test("everything equally long", async ({ answer, solution, random, expectSame }) => {
    const [cache, fresh] = [random.normal([2, 2, 2, 2]), random.normal([2, 2, 2, 2])] as [
      tf.Tensor4D,
      tf.Tensor4D,
    ];
    await expectSame(
      "appendToCache(cache, fresh)",
      () => answer.appendToCache(cache, fresh),
      solution.appendToCache(cache, fresh),
    );
  });
});

subProblem("pad", () => {
  test("two positions are missing", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 4]) as tf.Tensor3D; // [batch, position, model]
    await expectSame("padTo(x, 5)", () => answer.padTo(x, 5), solution.padTo(x, 5));
  });
  test("nothing is missing", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 3, 4]) as tf.Tensor3D; // [batch, position, model]
    await expectSame("padTo(x, 3)", () => answer.padTo(x, 3), x);
  });
});

subProblem("half", () => {
  test("one row by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([1, 2, 3, 4], [1, 1, 1, 4]) as tf.Tensor4D; // [1, 1, 1, d]
    await expectSame("rotateHalf(x)", () => answer.rotateHalf(x), tf.tensor4d([-3, -4, 1, 2], [1, 1, 1, 4]));
  });
  test("every head", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 2, 6]) as tf.Tensor4D; // [batch, position, head, d]
    await expectSame("rotateHalf(x)", () => answer.rotateHalf(x), solution.rotateHalf(x));
  });
});
