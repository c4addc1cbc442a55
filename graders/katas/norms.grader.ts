import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/norms/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/norms");

subProblem("unit", () => {
  test("as many rows as columns", async ({ answer, given, expectSame }) => {
    const x = given.tensor([3, -4, 0, 2], [2, 2]) as tf.Tensor2D; // [row, d]
    await expectSame("unitRows(x)", () => answer.unitRows(x), tf.tensor2d([0.6, -0.8, 0, 1], [2, 2]));
  });
  test("long and short rows", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([4, 3]).mul(tf.tensor2d([[1e-3], [1], [50], [1e4]])) as tf.Tensor2D; // [row, d]
    await expectSame("unitRows(x)", () => answer.unitRows(x), solution.unitRows(x), { reductionLength: 3 });
  });
  test("a dead row", async ({ answer, given, expectSame }) => {
    const x = given.tensor([0, 0, 0, 0, 5, 0], [2, 3]) as tf.Tensor2D; // [row, d]
    await expectSame("unitRows(x)", () => answer.unitRows(x), tf.tensor2d([0, 0, 0, 0, 1, 0], [2, 3]));
  });
});

subProblem("cosines", () => {
  test("three directions and two", async ({ answer, given, expectSame }) => {
    const a = given.tensor([1, 0, 1, 1, -2, 0], [3, 2]) as tf.Tensor2D; // [n, d]
    const b = given.tensor([0, 3, 5, 0], [2, 2]) as tf.Tensor2D; // [m, d]
    const half = Math.SQRT1_2;
    await expectSame(
      "cosines(a, b)",
      () => answer.cosines(a, b),
      tf.tensor2d([0, 1, half, half, 0, -1], [3, 2]),
    );
  });
  test("two dictionaries with a dead feature each", async ({
    answer,
    solution,
    random,
    given,
    expectSame,
  }) => {
    const alive = given.tensor([[1], [0], [1]]); // [n, 1]
    const a = random.normal([3, 4]).mul(alive) as tf.Tensor2D; // [n, d]
    const b = random.normal([3, 4]).mul(alive) as tf.Tensor2D; // [m, d]
    await expectSame("cosines(a, b)", () => answer.cosines(a, b), solution.cosines(a, b), {
      reductionLength: 4,
    });
  });
});

subProblem("sparsity", () => {
  test("two examples and three latents", async ({ answer, given, expectSame }) => {
    const latents = given.tensor([1, 0, 2, 0, -3, 0], [2, 3]) as tf.Tensor2D; // [batch, latent]
    const decoder = given.tensor([3, -4, 0, 2, 1, 0], [3, 2]) as tf.Tensor2D; // [latent, d]
    await expectSame(
      "sparsityPenalty(latents, decoder)",
      () => answer.sparsityPenalty(latents, decoder),
      tf.scalar((1 * 5 + 2 * 1 + 3 * 2) / 2),
    );
  });
  test("as many latents as coordinates", async ({ answer, solution, random, expectSame }) => {
    const latents = random.normal([5, 4]) as tf.Tensor2D; // [batch, latent]
    const decoder = random.normal([4, 4]) as tf.Tensor2D; // [latent, d]
    await expectSame(
      "sparsityPenalty(latents, decoder)",
      () => answer.sparsityPenalty(latents, decoder),
      solution.sparsityPenalty(latents, decoder),
      { reductionLength: 20 },
    );
  });
  test("the gradient with a dead row", async ({ answer, solution, given, expectSame }) => {
    const latents = given.tensor([1, 2, 0, 3], [2, 2]) as tf.Tensor2D; // [batch, latent]
    const decoder = given.tensor([0, 0, 3, 4], [2, 2]) as tf.Tensor2D; // [latent, d]
    const gradientOf = (penalty: typeof solution.sparsityPenalty) =>
      tf.grad((rows) => penalty(latents, rows as tf.Tensor2D))(decoder); // [latent, d]
    await expectSame(
      "the gradient of sparsityPenalty for the decoder",
      () => gradientOf(answer.sparsityPenalty),
      gradientOf(solution.sparsityPenalty),
      { reductionLength: 4 },
    );
  });
});

subProblem("clip", () => {
  test("two gradients that are too long", async ({ answer, given, expectSame }) => {
    const gradients = [given.tensor([[1, 7]]), given.tensor([5, -5])]; // together of length 10
    await expectSame("clippedGradients(gradients, 5)", () => answer.clippedGradients(gradients, 5), [
      tf.tensor2d([[0.5, 3.5]]),
      tf.tensor1d([2.5, -2.5]),
    ]);
  });
  test("gradients that are short enough", async ({ answer, given, expectSame }) => {
    const gradients = [given.tensor([0.3, -0.4]), given.tensor([[0.1]]), given.tensor(0.2)];
    await expectSame(
      "clippedGradients(gradients, 1)",
      () => answer.clippedGradients(gradients, 1),
      gradients.map((gradient) => gradient.clone()),
    );
  });
  test("gradients of zeros", async ({ answer, given, expectSame }) => {
    const gradients = [given.tensor([0, 0]), given.tensor([[0]])];
    await expectSame("clippedGradients(gradients, 1)", () => answer.clippedGradients(gradients, 1), [
      tf.zeros([2]),
      tf.zeros([1, 1]),
    ]);
  });
});

subProblem("ablate", () => {
  test("along the second feature", async ({ answer, given, expectSame }) => {
    const resid = given.tensor([2, 5, -1, 3], [1, 2, 2]) as tf.Tensor3D; // [batch, position, model]
    const direction = given.tensor([0, 10]) as tf.Tensor1D; // [model]
    await expectSame(
      "ablateDirection(resid, [0, 10])",
      () => answer.ablateDirection(resid, direction),
      tf.tensor3d([2, 0, -1, 0], [1, 2, 2]),
    );
  });
  test("any direction", async ({ answer, solution, random, expectSame }) => {
    const resid = random.normal([2, 3, 5]) as tf.Tensor3D; // [batch, position, model]
    const direction = random.normal([5], 1) as tf.Tensor1D; // [model]
    await expectSame(
      "ablateDirection(resid, direction)",
      () => answer.ablateDirection(resid, direction),
      solution.ablateDirection(resid, direction),
      { reductionLength: 5 },
    );
  });
});
