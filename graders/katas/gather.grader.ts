import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/gather/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/gather");

subProblem("pick", () => {
  test("two rows by hand", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([1, 2, 3, 4, 5, 6], [2, 3]) as tf.Tensor2D; // [batch, class]
    const labels = given.tensor([2, 0], [2], "int32") as tf.Tensor1D; // [batch]
    await expectSame(
      "pickLogits(logits, [2, 0])",
      () => answer.pickLogits(logits, labels),
      tf.tensor1d([3, 4]),
    );
  });
  test("a batch of one", async ({ answer, solution, random, expectSame }) => {
    const logits = random.normal([1, 5]) as tf.Tensor2D; // [1, class]
    const labels = random.integers([1], 0, 5) as tf.Tensor1D; // [1]
    await expectSame(
      "pickLogits(logits, labels)",
      () => answer.pickLogits(logits, labels),
      solution.pickLogits(logits, labels),
    );
  });
  test("a class that is ruled out", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([0, -Infinity, 1, 2, -Infinity, 3], [2, 3]) as tf.Tensor2D; // [batch, class]
    const labels = given.tensor([0, 2], [2], "int32") as tf.Tensor1D; // [batch]
    await expectSame(
      "pickLogits(logits, [0, 2])",
      () => answer.pickLogits(logits, labels),
      tf.tensor1d([0, 3]),
    );
  });
});

subProblem("difference", () => {
  test("three sequences", async ({ answer, solution, given, random, expectSame }) => {
    const logits = random.normal([3, 4, 6]) as tf.Tensor3D; // [batch, position, token]
    const right = given.tensor([1, 5, 0], [3], "int32") as tf.Tensor1D; // [batch]
    const wrong = given.tensor([2, 0, 3], [3], "int32") as tf.Tensor1D; // [batch]
    await expectSame(
      "logitDifference(logits, right, wrong)",
      () => answer.logitDifference(logits, right, wrong),
      solution.logitDifference(logits, right, wrong),
    );
  });
});

subProblem("last-real", () => {
  test("lengths that differ", async ({ answer, solution, given, random, expectSame }) => {
    const resid = random.normal([3, 5, 2]) as tf.Tensor3D; // [batch, position, model]
    const lengths = given.tensor([2, 5, 1], [3], "int32") as tf.Tensor1D; // [batch]
    await expectSame(
      "lastReal(resid, [2, 5, 1])",
      () => answer.lastReal(resid, lengths),
      solution.lastReal(resid, lengths),
    );
  });
  test("one sequence", async ({ answer, solution, given, random, expectSame }) => {
    const resid = random.normal([1, 4, 3]) as tf.Tensor3D; // [1, position, model]
    const lengths = given.tensor([3], [1], "int32") as tf.Tensor1D; // [1]
    await expectSame(
      "lastReal(resid, [3])",
      () => answer.lastReal(resid, lengths),
      solution.lastReal(resid, lengths),
    );
  });
});

subProblem("next-token", () => {
  test("two sequences of five", async ({ answer, solution, random, expectSame }) => {
    const logits = random.normal([2, 5, 7]) as tf.Tensor3D; // [batch, position, token]
    const tokens = random.integers([2, 5], 0, 7) as tf.Tensor2D; // [batch, position]
    await expectSame(
      "nextLogProbs(logits, tokens)",
      () => answer.nextLogProbs(logits, tokens),
      solution.nextLogProbs(logits, tokens),
      { reductionLength: 7 },
    );
  });
  test("two tokens and large logits", async ({ answer, solution, random, expectSame }) => {
    const logits = random.normal([1, 2, 4], 500) as tf.Tensor3D; // [1, position, token]
    const tokens = random.integers([1, 2], 0, 4) as tf.Tensor2D; // [1, position]
    await expectSame(
      "nextLogProbs(logits, tokens)",
      () => answer.nextLogProbs(logits, tokens),
      solution.nextLogProbs(logits, tokens),
      { reductionLength: 4, atol: 1e-3 },
    );
  });
});
