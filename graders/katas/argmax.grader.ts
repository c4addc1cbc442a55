import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/argmax/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/argmax");

subProblem("next", () => {
  test("two prompts by hand", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([1, 9, 2, 4, -1, -3, 5, 0, 1, -7, -5, -6], [2, 2, 3]) as tf.Tensor3D; // [batch, position, token]
    await expectSame("greedyNext(logits)", () => answer.greedyNext(logits), tf.tensor1d([0, 1], "int32"));
  });
  test("as many prompts as tokens", async ({ answer, solution, random, expectSame }) => {
    const logits = random.normal([5, 3, 5]) as tf.Tensor3D; // [batch, position, token]
    await expectSame("greedyNext(logits)", () => answer.greedyNext(logits), solution.greedyNext(logits));
  });
  test("one prompt of one token", async ({ answer, solution, random, expectSame }) => {
    const logits = random.normal([1, 1, 7]) as tf.Tensor3D; // [1, 1, token]
    await expectSame("greedyNext(logits)", () => answer.greedyNext(logits), solution.greedyNext(logits));
  });
});

subProblem("epoch", () => {
  test("four epochs by hand", async ({ answer, expectSame }) => {
    const losses = [0.9, 0.5, 0.7, 0.5]; // [epoch]
    await expectSame("bestEpoch([0.9, 0.5, 0.7, 0.5])", () => answer.bestEpoch([...losses]), 1);
  });
  test("nothing gets better", async ({ answer, expectSame }) => {
    await expectSame("bestEpoch([0.4, 0.8, 0.6])", () => answer.bestEpoch([0.4, 0.8, 0.6]), 0);
  });
  test("an epoch that broke down", async ({ answer, expectSame }) => {
    const losses = [0.9, Number.NaN, 0.6, 0.4, 0.8]; // [epoch]
    await expectSame("bestEpoch([0.9, NaN, 0.6, 0.4, 0.8])", () => answer.bestEpoch([...losses]), 3);
  });
  test("the first epoch broke down", async ({ answer, expectSame }) => {
    const losses = [Number.NaN, 3, 2, Number.NaN]; // [epoch]
    await expectSame("bestEpoch([NaN, 3, 2, NaN])", () => answer.bestEpoch([...losses]), 2);
  });
  test("hardly a loss, and none", async ({ answer, expectSame }) => {
    await expectSame("bestEpoch([NaN, Infinity])", () => answer.bestEpoch([Number.NaN, Infinity]), 1);
    await expectSame("bestEpoch([NaN, NaN])", () => answer.bestEpoch([Number.NaN, Number.NaN]), -1);
    await expectSame("bestEpoch([])", () => answer.bestEpoch([]), -1);
  });
});

subProblem("attended", () => {
  test("two heads by hand", async ({ answer, given, expectSame }) => {
    const first = [1, 0, 0, 0.7, 0.3, 0, 0.1, 0.2, 0.7]; // query by query
    const second = [1, 0, 0, 0.2, 0.8, 0, 0.5, 0.4, 0.1];
    const pattern = given.tensor([...first, ...second], [2, 3, 3]) as tf.Tensor3D; // [head, query, key]
    const tokens = given.tensor([50, 7, 9], [3], "int32") as tf.Tensor1D; // [key]
    const expected = tf.tensor2d([50, 50, 9, 50, 7, 50], [2, 3], "int32"); // [head, query]
    await expectSame(
      "attendedTokens(pattern, tokens)",
      () => answer.attendedTokens(pattern, tokens),
      expected,
    );
  });
  test("more keys than queries", async ({ answer, solution, random, expectSame }) => {
    const pattern = random.uniform([3, 2, 6]) as tf.Tensor3D; // [head, query, key]
    const tokens = random.integers([6], 100, 900) as tf.Tensor1D; // [key]
    await expectSame(
      "attendedTokens(pattern, tokens)",
      () => answer.attendedTokens(pattern, tokens),
      solution.attendedTokens(pattern, tokens),
    );
  });
});

subProblem("pair", () => {
  test("two heads by hand", async ({ answer, given, expectSame }) => {
    const first = [1, -Infinity, -Infinity, 2, 7, -Infinity, 3, 5, 4]; // query by query
    const second = [-4, -Infinity, -Infinity, -5, -9, -Infinity, -3, -6, -8];
    const scores = given.tensor([...first, ...second], [2, 3, 3]) as tf.Tensor3D; // [head, query, key]
    await expectSame(
      "strongestPairs(scores)",
      () => answer.strongestPairs(scores),
      tf.tensor2d([1, 1, 2, 0], [2, 2], "int32"),
    );
  });
  test("more keys than queries", async ({ answer, solution, random, expectSame }) => {
    const scores = random.normal([4, 3, 5]) as tf.Tensor3D; // [head, query, key]
    await expectSame(
      "strongestPairs(scores)",
      () => answer.strongestPairs(scores),
      solution.strongestPairs(scores),
    );
  });
  test("one query", async ({ answer, solution, random, expectSame }) => {
    const scores = random.normal([2, 1, 7]) as tf.Tensor3D; // [head, 1, key]
    await expectSame(
      "strongestPairs(scores)",
      () => answer.strongestPairs(scores),
      solution.strongestPairs(scores),
    );
  });
});

subProblem("accuracy", () => {
  test("two sequences by hand", async ({ answer, given, expectSame }) => {
    const tokens = given.tensor([1, 2, 3, 2, 3, 3, 1, 1], [2, 4], "int32") as tf.Tensor2D; // [batch, position]
    const guesses = tf.tensor2d([2, 1, 2, 3, 3, 1, 2, 1], [2, 4], "int32"); // [batch, position]
    const logits = given.tensor(await tf.oneHot(guesses, 4).array()) as tf.Tensor3D; // [batch, position, token]
    await expectSame(
      "nextTokenAccuracy(logits, tokens, 0)",
      () => answer.nextTokenAccuracy(logits, tokens, 0),
      tf.scalar(4 / 6),
    );
  });
  test("padding, some of it guessed", async ({ answer, given, expectSame }) => {
    const tokens = given.tensor([1, 2, 3, 9, 9, 1, 4, 2, 4, 5], [2, 5], "int32") as tf.Tensor2D; // [batch, position]
    const guesses = tf.tensor2d([2, 4, 9, 9, 0, 4, 2, 4, 1, 0], [2, 5], "int32"); // [batch, position]
    const logits = given.tensor(await tf.oneHot(guesses, 10).array()) as tf.Tensor3D; // [batch, position, token]
    await expectSame(
      "nextTokenAccuracy(logits, tokens, 9)",
      () => answer.nextTokenAccuracy(logits, tokens, 9),
      tf.scalar(4 / 6),
    );
  });
});
