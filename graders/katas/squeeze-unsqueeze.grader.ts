import { room } from "arena/grader";
import type { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/squeeze-unsqueeze/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/squeeze-unsqueeze");

subProblem("drop", () => {
  test("a batch of texts", async ({ answer, random, expectSame }) => {
    const probe = random.normal([2, 3, 1]) as tf.Tensor3D; // [batch, position, 1]
    await expectSame("scores(probe)", () => answer.scores(probe), probe.reshape([2, 3]));
  });
  test("a batch of one", async ({ answer, random, expectSame }) => {
    const probe = random.normal([1, 3, 1]) as tf.Tensor3D; // [1, position, 1]
    await expectSame("scores(probe)", () => answer.scores(probe), probe.reshape([1, 3]));
  });
  test("one text of one token", async ({ answer, random, expectSame }) => {
    const probe = random.normal([1, 1, 1]) as tf.Tensor3D; // [1, 1, 1]
    await expectSame("scores(probe)", () => answer.scores(probe), probe.reshape([1, 1]));
  });
});

subProblem("bias", () => {
  test("three channels", async ({ answer, solution, random, expectSame }) => {
    const maps = random.normal([2, 3, 4, 5]) as tf.Tensor4D; // [batch, channel, height, width]
    const bias = random.normal([3]) as tf.Tensor1D; // [channel]
    await expectSame("addBias(maps, bias)", () => answer.addBias(maps, bias), solution.addBias(maps, bias));
  });
  test("everything equally long", async ({ answer, solution, given, random, expectSame }) => {
    const maps = random.normal([2, 2, 2, 2]) as tf.Tensor4D; // [batch, channel, height, width]
    const bias = given.tensor([1, 10]) as tf.Tensor1D; // [channel]
    await expectSame("addBias(maps, bias)", () => answer.addBias(maps, bias), solution.addBias(maps, bias));
  });
});

subProblem("mix", () => {
  test("three keys", async ({ answer, solution, random, expectSame }) => {
    const weights = random.uniform([2, 3]) as tf.Tensor2D; // [batch, key]
    const vectors = random.normal([2, 3, 4]) as tf.Tensor3D; // [batch, key, d]
    await expectSame(
      "mix(weights, vectors)",
      () => answer.mix(weights, vectors),
      solution.mix(weights, vectors),
      { reductionLength: 3 },
    );
  });
  test("as many keys as features", async ({ answer, solution, random, expectSame }) => {
    const weights = random.uniform([1, 3]) as tf.Tensor2D; // [1, key]
    const vectors = random.normal([1, 3, 3]) as tf.Tensor3D; // [1, key, d]
    await expectSame(
      "mix(weights, vectors)",
      () => answer.mix(weights, vectors),
      solution.mix(weights, vectors),
      { reductionLength: 3 },
    );
  });
});

subProblem("each-matrix", () => {
  test("matrices that are not square", async ({ answer, solution, random, expectSame }) => {
    const matrices = random.normal([2, 4, 3]) as tf.Tensor3D; // [batch, out, in]
    const vectors = random.normal([2, 3]) as tf.Tensor2D; // [batch, in]
    await expectSame(
      "applyEach(matrices, vectors)",
      () => answer.applyEach(matrices, vectors),
      solution.applyEach(matrices, vectors),
      { reductionLength: 3 },
    );
  });
  test("as many examples as rows and columns", async ({ answer, solution, random, expectSame }) => {
    const matrices = random.normal([3, 3, 3]) as tf.Tensor3D; // [batch, out, in]
    const vectors = random.normal([3, 3]) as tf.Tensor2D; // [batch, in]
    await expectSame(
      "applyEach(matrices, vectors)",
      () => answer.applyEach(matrices, vectors),
      solution.applyEach(matrices, vectors),
      { reductionLength: 3 },
    );
  });
  test("one row and one example", async ({ answer, solution, random, expectSame }) => {
    const matrices = random.normal([1, 1, 4]) as tf.Tensor3D; // [1, 1, in]
    const vectors = random.normal([1, 4]) as tf.Tensor2D; // [1, in]
    await expectSame(
      "applyEach(matrices, vectors)",
      () => answer.applyEach(matrices, vectors),
      solution.applyEach(matrices, vectors),
      { reductionLength: 4 },
    );
  });
});
