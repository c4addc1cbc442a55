import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/numerical-stability/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/numerical-stability");

subProblem("perplexity", () => {
  test("a text of two tokens", async ({ answer, given, expectSame }) => {
    const logProbs = given.tensor([[Math.log(1 / 2), Math.log(1 / 8)]]) as tf.Tensor2D; // [batch, position]
    await expectSame("perplexity(logProbs)", () => answer.perplexity(logProbs), tf.tensor1d([4]));
  });
  test("two long texts", async ({ answer, solution, random, expectSame }) => {
    const logProbs = random.uniform([2, 300], -4, -1) as tf.Tensor2D; // [batch, position]
    await expectSame(
      "perplexity(logProbs)",
      () => answer.perplexity(logProbs),
      solution.perplexity(logProbs),
      { reductionLength: 300 },
    );
  });
});

subProblem("standardise", () => {
  test("two neurons by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([1, 0, 3, 4, 1, 8, 3, 4], [4, 2]) as tf.Tensor2D; // [batch, neuron]
    await expectSame(
      "standardise(x, 3)",
      () => answer.standardise(x, 3),
      tf.tensor2d([-1 / 2, -4 / Math.sqrt(11), 1 / 2, 0, -1 / 2, 4 / Math.sqrt(11), 1 / 2, 0], [4, 2]),
      { reductionLength: 4 },
    );
  });
  test("a large mean", async ({ answer, given, expectSame }) => {
    const x = given.tensor([4999, -8, 5001, 8, 4999, 8, 5001, -8], [4, 2]) as tf.Tensor2D; // [batch, neuron]
    await expectSame(
      "standardise(x, 1e-5)",
      () => answer.standardise(x, 1e-5),
      tf.tensor2d([-1, -1, 1, 1, -1, 1, 1, -1], [4, 2]),
      { atol: 1e-3 },
    );
  });
  test("the gradient of a silent neuron", async ({ answer, solution, random, given, expectSame }) => {
    const x = given.tensor([0, 1, 0, 2, 0, 5], [3, 2]) as tf.Tensor2D; // [batch, neuron]
    const weights = random.normal([3, 2]); // [batch, neuron]
    const gradientOf = (standardise: typeof solution.standardise) =>
      tf.grad((values) =>
        standardise(values as tf.Tensor2D, 0.01)
          .mul(weights)
          .sum(),
      )(x); // [batch, neuron]
    await expectSame(
      "the gradient of standardise",
      () => gradientOf(answer.standardise),
      gradientOf(solution.standardise),
      { reductionLength: 12, atol: 1e-3 },
    );
  });
});

subProblem("ensemble", () => {
  test("two models by hand", async ({ answer, given, expectSame }) => {
    const logProbs = given.tensor([0.5, 0.5, 0.1, 0.9]).log().reshape([2, 1, 2]) as tf.Tensor3D; // [model, batch, token]
    await expectSame(
      "ensembleLogProbs(logProbs)",
      () => answer.ensembleLogProbs(logProbs),
      tf.tensor2d([[Math.log(0.3), Math.log(0.7)]]),
      { reductionLength: 2 },
    );
  });
  test("probabilities that underflow", async ({ answer, solution, random, expectSame }) => {
    const far = tf.tensor3d([150, 300, 450, 300, 450, 300], [3, 2, 1]); // [model, batch, 1]
    const logProbs = random.uniform([3, 2, 4], -20, 0).sub(far) as tf.Tensor3D; // [model, batch, token]
    await expectSame(
      "ensembleLogProbs(logProbs)",
      () => answer.ensembleLogProbs(logProbs),
      solution.ensembleLogProbs(logProbs),
      { reductionLength: 3 },
    );
  });
  test("a token that is ruled out", async ({ answer, given, expectSame }) => {
    const never = Number.NEGATIVE_INFINITY;
    const logProbs = given.tensor([never, never, -0.5, never, -2, -0.5], [2, 1, 3]) as tf.Tensor3D; // [model, batch, token]
    await expectSame(
      "ensembleLogProbs(logProbs)",
      () => answer.ensembleLogProbs(logProbs),
      tf.tensor2d([[never, -2 - Math.LN2, -0.5]]),
      { reductionLength: 2 },
    );
  });
});

subProblem("probe", () => {
  test("three examples by hand", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([0, Math.log(3), -Math.log(4)]) as tf.Tensor1D; // [batch], σ: 1/2, 3/4, 1/5
    const labels = given.tensor([1, 0, 0]) as tf.Tensor1D; // [batch]
    await expectSame(
      "probeLoss(logits, [1, 0, 0])",
      () => answer.probeLoss(logits, labels),
      tf.scalar((Math.log(2) + Math.log(4) + Math.log(5 / 4)) / 3),
      { reductionLength: 3 },
    );
  });
  test("sure and wrong", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([100, -300, 200, -50]) as tf.Tensor1D; // [batch]
    const labels = given.tensor([0, 1, 1, 0]) as tf.Tensor1D; // [batch]
    await expectSame(
      "probeLoss(logits, [0, 1, 1, 0])",
      () => answer.probeLoss(logits, labels),
      tf.scalar(100),
      { reductionLength: 4 },
    );
  });
  test("the gradient where it is sure and wrong", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([100, -300, 200, -0.5]) as tf.Tensor1D; // [batch]
    const labels = given.tensor([0, 1, 1, 0]) as tf.Tensor1D; // [batch]
    const slope = 1 / (1 + Math.exp(0.5)); // σ(-0.5)
    await expectSame(
      "the gradient of probeLoss for the logits",
      () => tf.grad((values) => answer.probeLoss(values as tf.Tensor1D, labels))(logits),
      tf.tensor1d([1 / 4, -1 / 4, 0, slope / 4]),
      { reductionLength: 4 },
    );
  });
});

subProblem("kl", () => {
  test("two distributions by hand", async ({ answer, given, expectSame }) => {
    const clean = given.tensor([Math.log(3), 0, 0, 0], [2, 2]) as tf.Tensor2D; // [batch, token], p: 3/4 1/4, 1/2 1/2
    const patched = given.tensor([0, 0, 5, 5], [2, 2]) as tf.Tensor2D; // [batch, token], q: 1/2 everywhere
    await expectSame(
      "klFromLogits(clean, patched)",
      () => answer.klFromLogits(clean, patched),
      tf.tensor1d([0.75 * Math.log(1.5) + 0.25 * Math.log(0.5), 0]),
      { reductionLength: 2 },
    );
  });
  test("large logits", async ({ answer, solution, random, expectSame }) => {
    const clean = random.normal([3, 5], 400, 2) as tf.Tensor2D; // [batch, token]
    const patched = random.normal([3, 5], -400, 90) as tf.Tensor2D; // [batch, token]
    await expectSame(
      "klFromLogits(clean, patched)",
      () => answer.klFromLogits(clean, patched),
      solution.klFromLogits(clean, patched),
      { atol: 1e-3 },
    );
  });
  test("tokens that are ruled out", async ({ answer, given, expectSame }) => {
    const never = Number.NEGATIVE_INFINITY;
    const clean = given.tensor([0, never, 0, 0, 1, 2], [2, 3]) as tf.Tensor2D; // [batch, token]
    const patched = given.tensor([0, never, Math.log(3), 0, never, 2], [2, 3]) as tf.Tensor2D; // [batch, token]
    await expectSame(
      "klFromLogits(clean, patched)",
      () => answer.klFromLogits(clean, patched),
      tf.tensor1d([0.5 * Math.log(2) + 0.5 * Math.log(2 / 3), Infinity]),
      { reductionLength: 3 },
    );
  });
});
