import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/einops-reduce/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/einops-reduce");

subProblem("mean-ablation", () => {
  test("three neurons", async ({ answer, solution, random, expectSame }) => {
    const activations = random.normal([4, 5, 3], 1) as tf.Tensor3D; // [batch, position, neuron]
    await expectSame(
      "meanActivation(activations)",
      () => answer.meanActivation(activations),
      solution.meanActivation(activations),
      { reductionLength: 20 },
    );
  });
  test("one example by hand", async ({ answer, given, expectSame }) => {
    const activations = given.tensor([1, 10, 3, 30], [1, 2, 2]) as tf.Tensor3D; // [1, position, neuron]
    await expectSame(
      "meanActivation(activations)",
      () => answer.meanActivation(activations),
      tf.tensor1d([2, 20]),
    );
  });
});

subProblem("pool", () => {
  test("two blocks by hand", async ({ answer, given, expectSame }) => {
    const images = given.tensor([1, 3, 5, 7, 1, 3, 5, 7], [1, 1, 2, 4]) as tf.Tensor4D; // [1, 1, 2, 4]
    await expectSame(
      "averagePool(images, 2)",
      () => answer.averagePool(images, 2),
      tf.tensor4d([2, 6], [1, 1, 1, 2]),
    );
  });
  test("every channel by itself", async ({ answer, solution, random, expectSame }) => {
    const images = random.normal([2, 3, 6, 9]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame(
      "averagePool(images, 3)",
      () => answer.averagePool(images, 3),
      solution.averagePool(images, 3),
      { reductionLength: 9 },
    );
  });
});

subProblem("strongest", () => {
  test("two heads", async ({ answer, solution, random, expectSame }) => {
    const pattern = random.uniform([2, 2, 4, 3]) as tf.Tensor4D; // [batch, head, query, key]
    await expectSame(
      "strongestHead(pattern)",
      () => answer.strongestHead(pattern),
      solution.strongestHead(pattern),
    );
  });
  test("as many queries as keys", async ({ answer, solution, random, expectSame }) => {
    const pattern = random.uniform([2, 3, 4, 4]) as tf.Tensor4D; // [batch, head, query, key]
    await expectSame(
      "strongestHead(pattern)",
      () => answer.strongestHead(pattern),
      solution.strongestHead(pattern),
    );
  });
  test("scores below zero", async ({ answer, solution, random, expectSame }) => {
    const pattern = random.uniform([1, 2, 3, 3], -5, -1) as tf.Tensor4D; // [batch, head, query, key]
    await expectSame(
      "strongestHead(scores)",
      () => answer.strongestHead(pattern),
      solution.strongestHead(pattern),
    );
  });
});

subProblem("centre", () => {
  test("every position by itself", async ({ answer, solution, random, expectSame }) => {
    const resid = random.normal([2, 3, 5], 2) as tf.Tensor3D; // [batch, position, model]
    await expectSame("centre(resid)", () => answer.centre(resid), solution.centre(resid), {
      reductionLength: 5,
    });
  });
  test("as many positions as the model is wide", async ({ answer, solution, random, expectSame }) => {
    const resid = random.normal([4, 4, 4], 2) as tf.Tensor3D; // [batch, position, model]
    await expectSame("centre(resid)", () => answer.centre(resid), solution.centre(resid), {
      reductionLength: 4,
    });
  });
});
