import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/gather/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/gather");

subProblem("rows", () => {
  test("three tokens by hand", async ({ answer, given, expectSame }) => {
    const table = given.tensor([
      [1, 2],
      [3, 4],
      [5, 6],
    ]) as tf.Tensor2D; // [token, model]
    const tokens = given.tensor([[2, 0, 2]], [1, 3], "int32") as tf.Tensor2D; // [batch, position]
    await expectSame(
      "rowsOf(table, tokens)",
      () => answer.rowsOf(table, tokens),
      tf.tensor3d([
        [
          [5, 6],
          [1, 2],
          [5, 6],
        ],
      ]),
    );
  });
  test("as many tokens as numbers in a row", async ({ answer, solution, random, expectSame }) => {
    const table = random.normal([4, 4]) as tf.Tensor2D; // [token, model]
    const tokens = random.integers([2, 3], 0, 4) as tf.Tensor2D; // [batch, position]
    await expectSame(
      "rowsOf(table, tokens)",
      () => answer.rowsOf(table, tokens),
      solution.rowsOf(table, tokens),
    );
  });
});

subProblem("label", () => {
  test("two examples by hand", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]) as tf.Tensor2D; // [batch, class]
    const labels = given.tensor([2, 0], [2], "int32") as tf.Tensor1D; // [batch]
    await expectSame(
      "logitOfLabel(logits, labels)",
      () => answer.logitOfLabel(logits, labels),
      tf.tensor1d([3, 4]),
    );
  });
  test("as many examples as classes", async ({ answer, solution, random, given, expectSame }) => {
    const logits = random.normal([5, 5]) as tf.Tensor2D; // [batch, class]
    const labels = given.tensor([4, 0, 1, 1, 2], [5], "int32") as tf.Tensor1D; // [batch]
    await expectSame(
      "logitOfLabel(logits, labels)",
      () => answer.logitOfLabel(logits, labels),
      solution.logitOfLabel(logits, labels),
    );
  });
  test("logits of minus infinity beside the label", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([
      [-Infinity, 2],
      [7, -Infinity],
    ]) as tf.Tensor2D; // [batch, class]
    const labels = given.tensor([1, 0], [2], "int32") as tf.Tensor1D; // [batch]
    await expectSame(
      "logitOfLabel(logits, labels)",
      () => answer.logitOfLabel(logits, labels),
      tf.tensor1d([2, 7]),
    );
  });
});

subProblem("next-token", () => {
  test("one text by hand", async ({ answer, given, expectSame }) => {
    const logProbs = given.tensor([
      [
        [-1, -2, -3],
        [-4, -5, -6],
        [-7, -8, -9],
      ],
    ]) as tf.Tensor3D; // [batch, position, token]
    const tokens = given.tensor([[2, 0, 1]], [1, 3], "int32") as tf.Tensor2D; // [batch, position]
    await expectSame(
      "tokenLogProbs(logProbs, tokens)",
      () => answer.tokenLogProbs(logProbs, tokens),
      tf.tensor2d([[-1, -5]]),
    );
  });
  test("several texts", async ({ answer, solution, random, expectSame }) => {
    const logProbs = random.normal([3, 6, 5]) as tf.Tensor3D; // [batch, position, token]
    const tokens = random.integers([3, 6], 0, 5) as tf.Tensor2D; // [batch, position]
    await expectSame(
      "tokenLogProbs(logProbs, tokens)",
      () => answer.tokenLogProbs(logProbs, tokens),
      solution.tokenLogProbs(logProbs, tokens),
    );
  });
  test("a text of one token has nothing to guess", async ({ answer, given, expectSame }) => {
    const logProbs = given.tensor([[[-1, -2]]]) as tf.Tensor3D; // [batch, position, token]
    const tokens = given.tensor([[1]], [1, 1], "int32") as tf.Tensor2D; // [batch, position]
    await expectSame(
      "tokenLogProbs(logProbs, tokens)",
      () => answer.tokenLogProbs(logProbs, tokens),
      tf.zeros([1, 0]),
    );
  });
});

subProblem("difference", () => {
  test("two prompts by hand", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([
      [
        [9, 9, 9],
        [1, 5, 2],
      ],
      [
        [9, 9, 9],
        [4, 0, 7],
      ],
    ]) as tf.Tensor3D; // [batch, position, token]
    const right = given.tensor([1, 0], [2], "int32") as tf.Tensor1D; // [batch]
    const wrong = given.tensor([2, 2], [2], "int32") as tf.Tensor1D; // [batch]
    await expectSame(
      "logitDifference(logits, right, wrong)",
      () => answer.logitDifference(logits, right, wrong),
      tf.tensor1d([3, -3]),
    );
  });
  test("longer prompts", async ({ answer, solution, random, expectSame }) => {
    const logits = random.normal([4, 5, 6]) as tf.Tensor3D; // [batch, position, token]
    const right = random.integers([4], 0, 3) as tf.Tensor1D; // [batch]
    const wrong = random.integers([4], 3, 6) as tf.Tensor1D; // [batch]
    await expectSame(
      "logitDifference(logits, right, wrong)",
      () => answer.logitDifference(logits, right, wrong),
      solution.logitDifference(logits, right, wrong),
    );
  });
});
