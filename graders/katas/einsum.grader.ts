import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/einsum/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/einsum");

subProblem("project", () => {
  test("two positions by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([
      [
        [1, 10],
        [2, 20],
      ],
    ]) as tf.Tensor3D; // [batch, position, in]
    const weight = given.tensor([
      [1, 2],
      [3, 4],
      [5, 6],
    ]) as tf.Tensor2D; // [out, in]
    const expected = tf.tensor3d([
      [
        [21, 43, 65],
        [42, 86, 130],
      ],
    ]); // [batch, position, out]
    await expectSame("project(x, weight)", () => answer.project(x, weight), expected);
  });
  test("a square weight", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 4]) as tf.Tensor3D; // [batch, position, in]
    const weight = random.normal([4, 4]) as tf.Tensor2D; // [out, in]
    await expectSame("project(x, weight)", () => answer.project(x, weight), solution.project(x, weight));
  });
  test("no positions", async ({ answer, given, expectSame }) => {
    const x = given.tensor([], [2, 0, 3]) as tf.Tensor3D; // [batch, position, in]
    const weight = given.tensor([[1, 2, 3]]) as tf.Tensor2D; // [out, in]
    await expectSame("project(x, weight)", () => answer.project(x, weight), tf.zeros([2, 0, 1]));
  });
});

subProblem("scores", () => {
  test("one query and two keys by hand", async ({ answer, given, expectSame }) => {
    const q = given.tensor([1, 2], [1, 1, 1, 2]) as tf.Tensor4D; // [batch, query, head, d]
    const k = given.tensor([3, 4, 5, 6], [1, 2, 1, 2]) as tf.Tensor4D; // [batch, key, head, d]
    const expected = tf.tensor4d([11, 17], [1, 1, 1, 2]); // [batch, head, query, key]
    await expectSame("attentionScores(q, k)", () => answer.attentionScores(q, k), expected);
  });
  test("more keys than queries", async ({ answer, solution, random, expectSame }) => {
    const q = random.normal([2, 3, 4, 5]) as tf.Tensor4D; // [batch, query, head, d]
    const k = random.normal([2, 6, 4, 5]) as tf.Tensor4D; // [batch, key, head, d]
    await expectSame(
      "attentionScores(q, k)",
      () => answer.attentionScores(q, k),
      solution.attentionScores(q, k),
    );
  });
  test("as many queries as keys as heads", async ({ answer, solution, random, expectSame }) => {
    const q = random.normal([3, 3, 3, 3]) as tf.Tensor4D; // [batch, query, head, d]
    const k = random.normal([3, 3, 3, 3]) as tf.Tensor4D; // [batch, key, head, d]
    await expectSame(
      "attentionScores(q, k)",
      () => answer.attentionScores(q, k),
      solution.attentionScores(q, k),
    );
  });
});

subProblem("mix", () => {
  test("a query that looks at one key gets its value", async ({ answer, given, expectSame }) => {
    const pattern = given.tensor([0, 1, 0.5, 0.5], [1, 1, 2, 2]) as tf.Tensor4D; // [batch, head, query, key]
    const v = given.tensor([1, 2, 3, 4], [1, 2, 1, 2]) as tf.Tensor4D; // [batch, key, head, d]
    const expected = tf.tensor4d([3, 4, 2, 3], [1, 2, 1, 2]); // [batch, query, head, d]
    await expectSame("mixValues(pattern, v)", () => answer.mixValues(pattern, v), expected);
  });
  test("several heads", async ({ answer, solution, random, expectSame }) => {
    const pattern = random.uniform([2, 4, 3, 5]) as tf.Tensor4D; // [batch, head, query, key]
    const v = random.normal([2, 5, 4, 6]) as tf.Tensor4D; // [batch, key, head, d]
    await expectSame(
      "mixValues(pattern, v)",
      () => answer.mixValues(pattern, v),
      solution.mixValues(pattern, v),
    );
  });
  test("as many queries as keys", async ({ answer, solution, random, expectSame }) => {
    const pattern = random.uniform([1, 2, 4, 4]) as tf.Tensor4D; // [batch, head, query, key]
    const v = random.normal([1, 4, 2, 3]) as tf.Tensor4D; // [batch, key, head, d]
    await expectSame(
      "mixValues(pattern, v)",
      () => answer.mixValues(pattern, v),
      solution.mixValues(pattern, v),
    );
  });
});

subProblem("write", () => {
  test("two heads by hand", async ({ answer, given, expectSame }) => {
    const z = given.tensor([1, 10], [1, 1, 2, 1]) as tf.Tensor4D; // [batch, query, head, d]
    const wO = given.tensor([[[1, 2]], [[3, 4]]]) as tf.Tensor3D; // [head, d, model]
    const expected = tf.tensor4d([1, 2, 30, 40], [1, 1, 2, 2]); // [batch, query, head, model]
    await expectSame("writesPerHead(z, wO)", () => answer.writesPerHead(z, wO), expected);
  });
  test("as many heads as numbers in a head", async ({ answer, solution, random, expectSame }) => {
    const z = random.normal([2, 3, 4, 4]) as tf.Tensor4D; // [batch, query, head, d]
    const wO = random.normal([4, 4, 5]) as tf.Tensor3D; // [head, d, model]
    await expectSame(
      "writesPerHead(z, wO)",
      () => answer.writesPerHead(z, wO),
      solution.writesPerHead(z, wO),
    );
  });
});

subProblem("trace", () => {
  test("two tokens by hand", async ({ answer, given, expectSame }) => {
    const wE = given.tensor([[1], [2]]) as tf.Tensor2D; // [token, model]
    const wOV = given.tensor([[[3]]]) as tf.Tensor3D; // [head, model, model]
    const wU = given.tensor([[4, 5]]) as tf.Tensor2D; // [model, token]
    await expectSame("copyingScore(wE, wOV, wU)", () => answer.copyingScore(wE, wOV, wU), tf.tensor1d([42]));
  });
  test("three heads, each with a matrix that is not symmetric", async ({
    answer,
    solution,
    random,
    expectSame,
  }) => {
    const wE = random.normal([7, 4]) as tf.Tensor2D; // [token, model]
    const wOV = random.normal([3, 4, 4]) as tf.Tensor3D; // [head, model, model]
    const wU = random.normal([4, 7]) as tf.Tensor2D; // [model, token]
    await expectSame(
      "copyingScore(wE, wOV, wU)",
      () => answer.copyingScore(wE, wOV, wU),
      solution.copyingScore(wE, wOV, wU),
      { reductionLength: 7 * 16 },
    );
  });
  test("twenty thousand tokens, whose matrix has no room", async ({
    answer,
    solution,
    random,
    expectSame,
  }) => {
    const wE = random.normal([20_000, 2]) as tf.Tensor2D; // [token, model]
    const wOV = random.normal([2, 2, 2]) as tf.Tensor3D; // [head, model, model]
    const wU = random.normal([2, 20_000]) as tf.Tensor2D; // [model, token]
    await expectSame(
      "copyingScore(wE, wOV, wU)",
      () => answer.copyingScore(wE, wOV, wU),
      solution.copyingScore(wE, wOV, wU),
      { atol: 0.05 }, // sums of 80,000 products of about 1
    );
  });
});
