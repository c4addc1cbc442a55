import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/masks-any-all/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/masks-any-all");

subProblem("dead", () => {
  test("three neurons by hand", async ({ answer, given, expectSame }) => {
    const activations = given.tensor([0, 2, 0, -1, 0, 1], [2, 3]) as tf.Tensor2D; // [example, neuron]
    await expectSame(
      "deadNeurons(activations)",
      () => answer.deadNeurons(activations),
      tf.tensor1d([true, false, false], "bool"),
    );
  });
  test("as many examples as neurons", async ({ answer, given, expectSame }) => {
    const activations = given.tensor([0, 1, 1, 0, 0, 1, 0, 0, 1], [3, 3]) as tf.Tensor2D; // [example, neuron]
    await expectSame(
      "deadNeurons(activations)",
      () => answer.deadNeurons(activations),
      tf.tensor1d([true, false, false], "bool"),
    );
  });
  test("a neuron that cancels out", async ({ answer, given, expectSame }) => {
    const activations = given.tensor([1, -2, -1, -2], [2, 2]) as tf.Tensor2D; // [example, neuron]
    await expectSame(
      "deadNeurons(activations)",
      () => answer.deadNeurons(activations),
      tf.tensor1d([false, true], "bool"),
    );
  });
});

subProblem("real", () => {
  test("padding and an end", async ({ answer, solution, given, expectSame }) => {
    const tokens = given.tensor([5, 9, 0, 0, 3, 4, 9, 0], [2, 4], "int32") as tf.Tensor2D; // [batch, position]
    await expectSame(
      "realTokens(tokens, 0, 9)",
      () => answer.realTokens(tokens, 0, 9),
      solution.realTokens(tokens, 0, 9),
    );
  });
});

subProblem("solved", () => {
  test("a mistake that does not count", async ({ answer, given, expectSame }) => {
    const predicted = given.tensor([1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3], [4, 3], "int32") as tf.Tensor2D; // [batch, position]
    const target = given.tensor([1, 2, 3, 9, 2, 3, 1, 2, 9, 1, 2, 3], [4, 3], "int32") as tf.Tensor2D; // [batch, position]
    const counts = given.tensor(
      [true, true, true, false, true, true, false, true, true, true, false, true],
      [4, 3],
      "bool",
    ) as tf.Tensor2D;
    await expectSame(
      "solvedSequences(predicted, target, counts)",
      () => answer.solvedSequences(predicted, target, counts),
      tf.tensor1d([true, true, false, true], "bool"),
    );
  });
  test("a sequence of which nothing counts", async ({ answer, given, expectSame }) => {
    const predicted = given.tensor([1, 2, 3, 4], [2, 2], "int32") as tf.Tensor2D; // [batch, position]
    const target = given.tensor([0, 0, 3, 4], [2, 2], "int32") as tf.Tensor2D; // [batch, position]
    const counts = given.tensor([false, false, true, true], [2, 2], "bool") as tf.Tensor2D; // [batch, position]
    await expectSame(
      "solvedSequences(predicted, target, counts)",
      () => answer.solvedSequences(predicted, target, counts),
      tf.tensor1d([true, true], "bool"),
    );
  });
});

subProblem("attendable", () => {
  test("padding on the right", async ({ answer, solution, given, expectSame }) => {
    const real = given.tensor([true, true, true, true, true, false], [2, 3], "bool") as tf.Tensor2D; // [batch, position]
    await expectSame("attendable(real)", () => answer.attendable(real), solution.attendable(real));
  });
  test("padding on the left, three examples", async ({ answer, solution, given, expectSame }) => {
    const real = given.tensor(
      [false, true, true, true, true, true, false, false, true],
      [3, 3],
      "bool",
    ) as tf.Tensor2D;
    await expectSame("attendable(real)", () => answer.attendable(real), solution.attendable(real));
  });
});
