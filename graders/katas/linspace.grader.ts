import { room } from "arena/grader";
import { index, type tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/linspace/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/linspace");

/** Plain numbers are double precision; those that went through a float32 tensor are right to six digits. */
const SIX_DIGITS = { atol: 1e-6 };

/** Its gradient of each feature depends on all features. */
function network(x: tf.Tensor2D): tf.Tensor1D {
  const [a, b, c] = [0, 1, 2].map((feature) => index(x, ":", feature)) as [tf.Tensor, tf.Tensor, tf.Tensor];
  return a.mul(b).tanh().add(c.square().mul(a)).add(b) as tf.Tensor1D; // [point]
}

subProblem("plain", () => {
  test("five strengths by hand", async ({ answer, expectSame }) => {
    await expectSame(
      "strengths(-1, 1, 5)",
      () => answer.strengths(-1, 1, 5),
      [-1, -0.5, 0, 0.5, 1],
      SIX_DIGITS,
    );
  });
  test("downwards", async ({ answer, expectSame }) => {
    await expectSame("strengths(6, -3, 4)", () => answer.strengths(6, -3, 4), [6, 3, 0, -3], SIX_DIGITS);
  });
  test("two, one and none", async ({ answer, expectSame }) => {
    await expectSame("strengths(2, 8, 2)", () => answer.strengths(2, 8, 2), [2, 8], SIX_DIGITS);
    await expectSame("strengths(2, 8, 1)", () => answer.strengths(2, 8, 1), [2], SIX_DIGITS);
    await expectSame("strengths(2, 8, 0)", () => answer.strengths(2, 8, 0), [], SIX_DIGITS);
  });
});

subProblem("exponents", () => {
  test("three rates by hand", async ({ answer, expectSame }) => {
    await expectSame(
      "learningRates(0.001, 0.1, 3)",
      () => answer.learningRates(0.001, 0.1, 3),
      [0.001, 0.01, 0.1],
      SIX_DIGITS,
    );
  });
  test("between powers of ten", async ({ answer, solution, expectSame }) => {
    await expectSame(
      "learningRates(2, 0.03, 6)",
      () => answer.learningRates(2, 0.03, 6),
      solution.learningRates(2, 0.03, 6),
      { atol: 1e-5 },
    );
  });
  test("one rate", async ({ answer, expectSame }) => {
    await expectSame("learningRates(0.02, 1, 1)", () => answer.learningRates(0.02, 1, 1), [0.02], SIX_DIGITS);
  });
});

subProblem("walk", () => {
  test("four points, two pairs", async ({ answer, given, expectSame }) => {
    const start = given.tensor([0, 6, 1, 5, 2, 2], [2, 3]) as tf.Tensor2D; // [batch, latent]
    const end = given.tensor([3, 0, 1, -1, 2, 8], [2, 3]) as tf.Tensor2D; // [batch, latent]
    const first = [0, 6, 1, 1, 4, 1, 2, 2, 1, 3, 0, 1]; // point by point
    const second = [5, 2, 2, 3, 2, 4, 1, 2, 6, -1, 2, 8];
    await expectSame(
      "latentWalk(start, end, 4)",
      () => answer.latentWalk(start, end, 4),
      given.tensor([...first, ...second], [2, 4, 3]),
    );
  });
  test("as many points as pairs and latents", async ({ answer, solution, random, expectSame }) => {
    const [start, end] = [random.normal([3, 3]), random.normal([3, 3])] as [tf.Tensor2D, tf.Tensor2D]; // [batch, latent]
    await expectSame(
      "latentWalk(start, end, 3)",
      () => answer.latentWalk(start, end, 3),
      solution.latentWalk(start, end, 3),
    );
  });
});

subProblem("circle", () => {
  test("four remainders by hand", async ({ answer, given, expectSame }) => {
    await expectSame("clock(4)", () => answer.clock(4), given.tensor([1, 0, 0, 1, -1, 0, 0, -1], [4, 2]));
  });
  test("seven remainders, and one", async ({ answer, solution, expectSame }) => {
    await expectSame("clock(7)", () => answer.clock(7), solution.clock(7));
    await expectSame("clock(1)", () => answer.clock(1), solution.clock(1));
  });
});

subProblem("middles", () => {
  test("two pieces by hand", async ({ answer, given, expectSame }) => {
    const [x, baseline] = [given.tensor([2, 3]), given.tensor([0, 1])] as [tf.Tensor1D, tf.Tensor1D]; // [feature]
    const cubes = (points: tf.Tensor2D) => points.pow(3).sum(1) as tf.Tensor1D; // [point]
    await expectSame(
      "integratedGradients(cubes, [2, 3], [0, 1], 2)",
      () => answer.integratedGradients(cubes, x, baseline, 2),
      given.tensor([7.5, 25.5]),
      { reductionLength: 2 },
    );
  });
  test("a network", async ({ answer, solution, random, expectSame }) => {
    const [x, baseline] = [random.normal([3], 1), random.normal([3])] as [tf.Tensor1D, tf.Tensor1D]; // [feature]
    await expectSame(
      "integratedGradients(network, x, baseline, 5)",
      () => answer.integratedGradients(network, x, baseline, 5),
      solution.integratedGradients(network, x, baseline, 5),
      { reductionLength: 15 },
    );
  });
  test("one piece", async ({ answer, solution, random, expectSame }) => {
    const [x, baseline] = [random.normal([3]), random.normal([3], 2)] as [tf.Tensor1D, tf.Tensor1D]; // [feature]
    await expectSame(
      "integratedGradients(network, x, baseline, 1)",
      () => answer.integratedGradients(network, x, baseline, 1),
      solution.integratedGradients(network, x, baseline, 1),
      { reductionLength: 3 },
    );
  });
});
