import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/einsum/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/einsum");

subProblem("read-direction", () => {
  test("two positions by hand", async ({ answer, given, expectSame }) => {
    const resid = given.tensor([
      [
        [1, 2],
        [3, -1],
      ],
    ]) as tf.Tensor3D; // [1, 2, 2]
    const direction = given.tensor([2, 1]) as tf.Tensor1D; // [2]
    await expectSame(
      "readDirection(resid, [2, 1])",
      () => answer.readDirection(resid, direction),
      tf.tensor2d([[4, 5]]),
    );
  });
  test("every example and position by itself", async ({ answer, solution, random, expectSame }) => {
    const resid = random.normal([3, 4, 5]) as tf.Tensor3D; // [batch, position, model]
    const direction = random.normal([5]) as tf.Tensor1D; // [model]
    await expectSame(
      "readDirection(resid, direction)",
      () => answer.readDirection(resid, direction),
      solution.readDirection(resid, direction),
      { reductionLength: 5 },
    );
  });
});

subProblem("head-queries", () => {
  test("three heads", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 5, 4]) as tf.Tensor3D; // [batch, position, model]
    const wQ = random.normal([3, 4, 2]) as tf.Tensor3D; // [head, model, d]
    await expectSame("headQueries(x, wQ)", () => answer.headQueries(x, wQ), solution.headQueries(x, wQ), {
      reductionLength: 4,
    });
  });
  test("one head as wide as the model", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 4]) as tf.Tensor3D; // [batch, position, model]
    const wQ = random.normal([1, 4, 4]) as tf.Tensor3D; // [head, model, d]
    await expectSame("headQueries(x, wQ)", () => answer.headQueries(x, wQ), solution.headQueries(x, wQ), {
      reductionLength: 4,
    });
  });
});

subProblem("attention-scores", () => {
  test("a sequence that looks at itself", async ({ answer, solution, random, expectSame }) => {
    const q = random.normal([2, 4, 3, 5]) as tf.Tensor4D; // [batch, query, head, d]
    const k = random.normal([2, 4, 3, 5]) as tf.Tensor4D; // [batch, key, head, d]
    await expectSame(
      "attentionScores(q, k)",
      () => answer.attentionScores(q, k),
      solution.attentionScores(q, k),
      { reductionLength: 5 },
    );
  });
  test("one query and a cache of seven keys", async ({ answer, solution, random, expectSame }) => {
    const q = random.normal([2, 1, 3, 4]) as tf.Tensor4D; // [batch, query, head, d]
    const k = random.normal([2, 7, 3, 4]) as tf.Tensor4D; // [batch, key, head, d]
    await expectSame(
      "attentionScores(q, k)",
      () => answer.attentionScores(q, k),
      solution.attentionScores(q, k),
      { reductionLength: 4 },
    );
  });
});

subProblem("head-outputs", () => {
  test("a sequence that looks at itself", async ({ answer, solution, random, expectSame }) => {
    const pattern = random.uniform([2, 3, 4, 4]) as tf.Tensor4D; // [batch, head, query, key]
    const v = random.normal([2, 4, 3, 2]) as tf.Tensor4D; // [batch, key, head, d]
    const wO = random.normal([3, 2, 6]) as tf.Tensor3D; // [head, d, model]
    await expectSame(
      "headOutputs(pattern, v, wO)",
      () => answer.headOutputs(pattern, v, wO),
      solution.headOutputs(pattern, v, wO),
      { reductionLength: 8 },
    );
  });
  test("one query and a cache of five keys", async ({ answer, solution, random, expectSame }) => {
    const pattern = random.uniform([1, 2, 1, 5]) as tf.Tensor4D; // [batch, head, query, key]
    const v = random.normal([1, 5, 2, 3]) as tf.Tensor4D; // [batch, key, head, d]
    const wO = random.normal([2, 3, 4]) as tf.Tensor3D; // [head, d, model]
    await expectSame(
      "headOutputs(pattern, v, wO)",
      () => answer.headOutputs(pattern, v, wO),
      solution.headOutputs(pattern, v, wO),
      { reductionLength: 15 },
    );
  });
});

subProblem("copying-scores", () => {
  test("a head that copies and one that does the opposite", async ({ answer, given, expectSame }) => {
    const wE = given.tensor([
      [1, 0],
      [0, 1],
      [1, 1],
    ]) as tf.Tensor2D; // [token, in]
    const wOV = given.tensor([
      [
        [1, 0],
        [0, 1],
      ],
      [
        [-1, 0],
        [2, -1],
      ],
    ]) as tf.Tensor3D; // [head, in, out]
    const wU = given.tensor([
      [1, 0, 1],
      [0, 1, 1],
    ]) as tf.Tensor2D; // [out, token]
    await expectSame(
      "copyingScores(wE, wOV, wU)",
      () => answer.copyingScores(wE, wOV, wU),
      tf.tensor1d([4, -2]),
    );
  });
  test("another unembedding than the embedding", async ({ answer, solution, random, expectSame }) => {
    const wE = random.normal([6, 4]) as tf.Tensor2D; // [token, in]
    const wOV = random.normal([3, 4, 4]) as tf.Tensor3D; // [head, in, out]
    const wU = random.normal([4, 6]) as tf.Tensor2D; // [out, token]
    await expectSame(
      "copyingScores(wE, wOV, wU)",
      () => answer.copyingScores(wE, wOV, wU),
      solution.copyingScores(wE, wOV, wU),
      { reductionLength: 96 },
    );
  });
  test("a vocabulary whose square would not fit", async ({ answer, solution, random, expectSame }) => {
    const wE = random.normal([20_000, 2]) as tf.Tensor2D; // [token, in]
    const wOV = random.normal([2, 2, 2]) as tf.Tensor3D; // [head, in, out]
    const wU = random.normal([2, 20_000]) as tf.Tensor2D; // [out, token]
    await expectSame(
      "copyingScores(wE, wOV, wU)",
      () => answer.copyingScores(wE, wOV, wU),
      solution.copyingScores(wE, wOV, wU),
      { reductionLength: 80_000, atol: 0.05 },
    );
  });
});
