import { room, type SeededInputs } from "arena/grader";
import { tf, where } from "arena/tools";
import type * as Solution from "../../exercises/katas/batched-solve/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/batched-solve");

/** Distributions over the next state, [policy, state, next]. */
const transitionsOf = (random: SeededInputs, policies: number, states: number): tf.Tensor3D =>
  random.normal([policies, states, states]).softmax() as tf.Tensor3D;

/** Symmetric with all eigenvalues from 1 on, [class, feature, feature]. */
const covariancesOf = (random: SeededInputs, classes: number, features: number): tf.Tensor3D => {
  const factors = random.normal([classes, features, features]) as tf.Tensor3D;
  return tf.matMul(factors, factors, false, true).add(tf.eye(features)) as tf.Tensor3D;
};

/** Never near singular: in each row the diagonal, from 3 on, outweighs the other two together, [..., 3, 3]. */
const regular = (random: SeededInputs, ...shape: number[]): tf.Tensor =>
  random.uniform(shape, -1, 1).add(tf.eye(3).mul(4));

subProblem("values", () => {
  test("two states by hand", async ({ answer, given, expectSame }) => {
    const transitions = given.tensor([
      [
        [0, 1],
        [0, 1],
      ],
    ]) as tf.Tensor3D; // [policy, state, next]
    const rewards = given.tensor([[0, 1]]) as tf.Tensor2D; // [policy, state]
    await expectSame(
      "policyValues(transitions, [[0, 1]], 0.5)",
      () => answer.policyValues(transitions, rewards, 0.5),
      tf.tensor2d([[1, 2]]),
    );
  });
  test("several policies", async ({ answer, solution, random, expectSame }) => {
    for (const policies of [2, 3]) {
      const transitions = transitionsOf(random, policies, 3); // [policy, state, next]
      const rewards = random.normal([policies, 3]) as tf.Tensor2D; // [policy, state]
      await expectSame(
        `policyValues of ${policies} policies in 3 states, with gamma 0.9`,
        () => answer.policyValues(transitions, rewards, 0.9),
        solution.policyValues(transitions, rewards, 0.9),
        { atol: 1e-3 },
      );
    }
  });
});

subProblem("coordinates", () => {
  test("one activation by hand", async ({ answer, given, expectSame }) => {
    const directions = given.tensor([
      [1, 1],
      [0, 2],
    ]) as tf.Tensor2D; // [direction, model]
    const activations = given.tensor([[3, 7]]) as tf.Tensor2D; // [batch, model]
    await expectSame(
      "coordinates([[1, 1], [0, 2]], [[3, 7]])",
      () => answer.coordinates(directions, activations),
      tf.tensor2d([[3, 2]]),
    );
  });
  test("fewer and more than directions, and as many", async ({ answer, random, expectSame }) => {
    const directions = regular(random, 3, 3) as tf.Tensor2D; // [direction, model]
    for (const batch of [2, 5, 3]) {
      const expected = random.normal([batch, 3]) as tf.Tensor2D; // [batch, direction]
      const activations = tf.matMul(expected, directions) as tf.Tensor2D; // [batch, model]
      await expectSame(
        `coordinates of ${batch} activations by 3 directions`,
        () => answer.coordinates(directions, activations),
        expected,
        { atol: 1e-3 },
      );
    }
  });
});

subProblem("singular", () => {
  test("one of three without a solution", async ({ answer, given, expectSame }) => {
    const A = given.tensor([
      [
        [2, 0],
        [0, 4],
      ],
      [
        [1, 2],
        [2, 4],
      ],
      [
        [0, 1],
        [1, 1],
      ],
    ]) as tf.Tensor3D; // [system, 2, 2]
    const b = given.tensor([
      [2, 8],
      [1, 1],
      [3, 5],
    ]) as tf.Tensor2D; // [system, 2]
    await expectSame(
      "solveOrNaN(A, b)",
      () => answer.solveOrNaN(A, b),
      tf.tensor2d([
        [1, 2],
        [Number.NaN, Number.NaN],
        [2, 3],
      ]),
    );
  });
  test("as many systems as unknowns", async ({ answer, random, expectSame }) => {
    const without = tf.tensor1d([false, true, false], "bool"); // [system]
    const A = where(without.reshape([3, 1, 1]), 0, regular(random, 3, 3, 3)) as tf.Tensor3D; // [system, n, n]
    const solutions = random.normal([3, 3]) as tf.Tensor2D; // [system, n]
    const b = tf.matMul(A, solutions.expandDims(-1)).squeeze([-1]) as tf.Tensor2D; // [system, n]
    await expectSame(
      "solveOrNaN(A, b), where the second of three matrices is all zeros",
      () => answer.solveOrNaN(A, b),
      where(without.expandDims(1), Number.NaN, solutions),
      { atol: 1e-3 },
    );
  });
  test("none of them, and all of them", async ({ answer, random, expectSame }) => {
    const A = regular(random, 2, 3, 3) as tf.Tensor3D; // [system, n, n]
    const solutions = random.normal([2, 3]) as tf.Tensor2D; // [system, n]
    const b = tf.matMul(A, solutions.expandDims(-1)).squeeze([-1]) as tf.Tensor2D; // [system, n]
    await expectSame("solveOrNaN of two that can be solved", () => answer.solveOrNaN(A, b), solutions, {
      atol: 1e-3,
    });
    await expectSame(
      "solveOrNaN of two that are all zeros",
      () => answer.solveOrNaN(tf.zerosLike(A), b),
      tf.fill([2, 3], Number.NaN),
    );
  });
});

subProblem("distances", () => {
  test("one class by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([
      [3, 1],
      [1, 5],
    ]) as tf.Tensor2D; // [batch, feature]
    const means = given.tensor([[1, 1]]) as tf.Tensor2D; // [class, feature]
    const covariances = given.tensor([
      [
        [4, 0],
        [0, 1],
      ],
    ]) as tf.Tensor3D; // [class, feature, feature]
    await expectSame(
      "distances([[3, 1], [1, 5]], [[1, 1]], [[[4, 0], [0, 1]]])",
      () => answer.distances(x, means, covariances),
      tf.tensor2d([[1], [16]]),
    );
  });
  test("several classes", async ({ answer, solution, random, expectSame }) => {
    for (const [batch, classes] of [
      [5, 2],
      [3, 3],
    ] as const) {
      const x = random.normal([batch, 3]) as tf.Tensor2D; // [batch, feature]
      const means = random.normal([classes, 3]) as tf.Tensor2D; // [class, feature]
      const covariances = covariancesOf(random, classes, 3); // [class, feature, feature]
      await expectSame(
        `distances of ${batch} activations from ${classes} classes`,
        () => answer.distances(x, means, covariances),
        solution.distances(x, means, covariances),
        { atol: 1e-3 },
      );
    }
  });
});

subProblem("probes", () => {
  test("one layer by hand", async ({ answer, given, expectSame }) => {
    const resid = given.tensor([
      [
        [1, 0],
        [0, 1],
        [0, 1],
      ],
    ]) as tf.Tensor3D; // [layer, row, model]
    const targets = given.tensor([[2], [3], [6]]) as tf.Tensor2D; // [row, target]
    await expectSame(
      "ridgeProbes(resid, [[2], [3], [6]], 1): XᵀX is [[1, 0], [0, 2]], XᵀY is [2, 9]",
      () => answer.ridgeProbes(resid, targets, 1),
      tf.tensor3d([[[1], [3]]]),
    );
  });
  test("three layers and two targets", async ({ answer, solution, random, expectSame }) => {
    const resid = random.normal([3, 7, 4], 0.5) as tf.Tensor3D; // [layer, row, model]
    const targets = random.normal([7, 2]) as tf.Tensor2D; // [row, target]
    await expectSame(
      "ridgeProbes(resid, targets, 0.5)",
      () => answer.ridgeProbes(resid, targets, 0.5),
      solution.ridgeProbes(resid, targets, 0.5),
      { atol: 1e-3 },
    );
  });
  test("fewer rows than dimensions", async ({ answer, solution, random, expectSame }) => {
    const resid = random.normal([2, 3, 5]) as tf.Tensor3D; // [layer, row, model]
    const targets = random.normal([3, 1]) as tf.Tensor2D; // [row, target]
    await expectSame(
      "ridgeProbes(resid, targets, 2)",
      () => answer.ridgeProbes(resid, targets, 2),
      solution.ridgeProbes(resid, targets, 2),
      { atol: 1e-3 },
    );
  });
});
