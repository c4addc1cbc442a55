import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/no-grad/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/no-grad");

/** The gradient of a scalar with respect to each input; zeros where there is none. */
const gradients = (of: (...inputs: tf.Tensor[]) => tf.Tensor, inputs: tf.Tensor[]): tf.Tensor[] =>
  tf.grads((...given) => of(...given).add(tf.addN(given.map((one) => one.sum())).mul(0)))(inputs);

subProblem("frozen-scale", () => {
  test("the value", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([3, 4], 1) as tf.Tensor2D; // [row, model]
    await expectSame("frozenNorm(x)", () => answer.frozenNorm(x), solution.frozenNorm(x), {
      reductionLength: 4,
    });
  });
  test("the gradient", async ({ answer, random, expectSame }) => {
    const [x, weights] = [random.normal([3, 4], 1), random.normal([3, 4])] as [tf.Tensor2D, tf.Tensor];
    const scale = x.square().mean(-1, true).sqrt(); // [row, 1]
    await expectSame(
      "the gradient of Σ weights · frozenNorm(x)",
      () =>
        gradients(
          (at) =>
            answer
              .frozenNorm(at as tf.Tensor2D)
              .mul(weights)
              .sum(),
          [x],
        ),
      [weights.div(scale)],
      { reductionLength: 4 },
    );
  });
});

subProblem("straight-through", () => {
  test("the value", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 5], 0, 3); // [row, model]
    await expectSame("straightThrough(x)", () => answer.straightThrough(x), x.round(), { atol: 1e-5 });
  });
  test("the gradient", async ({ answer, random, expectSame }) => {
    const [x, weights] = [random.normal([2, 5], 0, 3), random.normal([2, 5])];
    await expectSame(
      "the gradient of Σ weights · straightThrough(x)",
      () =>
        gradients(
          (at) =>
            answer
              .straightThrough(at as tf.Tensor)
              .mul(weights)
              .sum(),
          [x],
        ),
      [weights],
    );
  });
});

subProblem("td", () => {
  test("one step by hand", async ({ answer, given, expectSame }) => {
    const [values, next, rewards] = [
      given.tensor([0]),
      given.tensor([1]),
      given.tensor([1]),
    ] as tf.Tensor1D[];
    await expectSame(
      "tdLoss([0], [1], [1], 0.5)",
      () => answer.tdLoss(values as tf.Tensor1D, next as tf.Tensor1D, rewards as tf.Tensor1D, 0.5),
      tf.scalar(2.25),
    );
  });
  test("several steps", async ({ answer, solution, random, expectSame }) => {
    const [values, next, rewards] = [
      random.normal([5]),
      random.normal([5]),
      random.normal([5]),
    ] as tf.Tensor1D[];
    await expectSame(
      "tdLoss(values, next, rewards, 0.9)",
      () => answer.tdLoss(values as tf.Tensor1D, next as tf.Tensor1D, rewards as tf.Tensor1D, 0.9),
      solution.tdLoss(values as tf.Tensor1D, next as tf.Tensor1D, rewards as tf.Tensor1D, 0.9),
      { reductionLength: 5 },
    );
  });
  test("the gradients", async ({ answer, solution, random, expectSame }) => {
    const inputs = [random.normal([4]), random.normal([4]), random.normal([4])]; // values, next, rewards
    const loss =
      (of: typeof solution.tdLoss) =>
      (...at: tf.Tensor[]) =>
        of(at[0] as tf.Tensor1D, at[1] as tf.Tensor1D, at[2] as tf.Tensor1D, 0.9);
    await expectSame(
      "the gradients for values, next and rewards",
      () => gradients(loss(answer.tdLoss), inputs),
      gradients(loss(solution.tdLoss), inputs),
      { reductionLength: 4 },
    );
  });
});

subProblem("policy", () => {
  test("the value", async ({ answer, solution, random, expectSame }) => {
    const inputs = [random.normal([6]), random.normal([6]), random.normal([6])] as tf.Tensor1D[]; // log-probs, returns, values
    await expectSame(
      "policyLoss(logProbs, returns, values)",
      () => answer.policyLoss(...(inputs as [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D])),
      solution.policyLoss(...(inputs as [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D])),
      { reductionLength: 6 },
    );
  });
  test("the gradients", async ({ answer, solution, random, expectSame }) => {
    const inputs = [random.normal([6]), random.normal([6]), random.normal([6])]; // log-probs, returns, values
    const loss =
      (of: typeof solution.policyLoss) =>
      (...at: tf.Tensor[]) =>
        of(...(at as [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D]));
    await expectSame(
      "the gradients for logProbs, returns and values",
      () => gradients(loss(answer.policyLoss), inputs),
      gradients(loss(solution.policyLoss), inputs),
      { reductionLength: 6 },
    );
  });
});
