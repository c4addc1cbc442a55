import { type FixedInputs, room } from "arena/grader";
import { softmax, tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/batched-cross-entropy-loss/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.2/batched-cross-entropy-loss");

const LOSSES = "batchedCrossEntropyLoss(logits, trueLabels)";

subProblem("log-softmax", () => {
  test("equal logits cost the log of the number of classes", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([
      [0, 0, 0, 0],
      [2, 2, 2, 2],
    ]) as tf.Tensor2D; // [batch, class]
    const labels = labelsOf(given, [3, 0]); // [batch]
    await expectSame(
      LOSSES,
      () => answer.batchedCrossEntropyLoss(logits, labels),
      tf.tensor1d([Math.log(4), Math.log(4)]),
    );
  });
  test("logits a thousand apart", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([
      [1000, 0],
      [1000, 0],
      [-1000, 1000],
    ]) as tf.Tensor2D; // [batch, class]
    const labels = labelsOf(given, [0, 1, 0]); // [batch]
    await expectSame(
      LOSSES,
      () => answer.batchedCrossEntropyLoss(logits, labels),
      tf.tensor1d([0, 1000, 2000]),
    );
  });
  test("a row of minus thousands beside a row of thousands", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([
      [-1000, -1000, -1000],
      [1000, 1000, 1001],
    ]) as tf.Tensor2D; // [batch, class]
    const labels = labelsOf(given, [2, 0]); // [batch]
    const expected = tf.tensor1d([Math.log(3), Math.log(2 + Math.E)]);
    await expectSame(LOSSES, () => answer.batchedCrossEntropyLoss(logits, labels), expected);
  });
  test("the same number added to a row changes nothing", async ({
    answer,
    solution,
    random,
    given,
    expectSame,
  }) => {
    const logits = random.normal([4, 6]) as tf.Tensor2D; // [batch, class]
    const shifted = logits.add(tf.tensor2d([[30], [-30], [8], [0]])) as tf.Tensor2D; // [batch, class]
    const labels = labelsOf(given, [1, 5, 0, 3]); // [batch]
    // Adding 30 rounds a logit to 2^-19 or so.
    await expectSame(
      LOSSES,
      () => answer.batchedCrossEntropyLoss(shifted, labels),
      solution.batchedCrossEntropyLoss(logits, labels),
      { atol: 1e-4 },
    );
  });
  test("impossible classes", async ({ answer, given, expectSame, expectThat }) => {
    const never = -Infinity;
    const logits = given.tensor([
      [never, 3, never, never],
      [1, 1, never, 1],
      [0, never, 0, 0],
    ]) as tf.Tensor2D; // [batch, class]
    const labels = labelsOf(given, [1, 0, 1]); // [batch]
    await expectSame(
      LOSSES,
      () => answer.batchedCrossEntropyLoss(logits, labels),
      tf.tensor1d([0, Math.log(3), Infinity]),
    );
    const last = async () => (await answer.batchedCrossEntropyLoss(logits, labels).data())[2];
    await expectThat(
      "the loss of the true class that is impossible",
      last,
      (is) => is === Infinity,
      "Infinity",
    );
  });
});

subProblem("pick", () => {
  test("three examples by hand", async ({ answer, given, expectSame }) => {
    const logits = given.tensor(
      [
        [0, 0, 0],
        [1, 2, 5],
        [6, 3, 1],
      ].map((row, b) => (b === 0 ? row : row.map(Math.log))),
    ) as tf.Tensor2D;
    const labels = labelsOf(given, [1, 2, 0]); // [batch]
    const expected = tf.tensor1d([Math.log(3), -Math.log(5 / 8), -Math.log(6 / 10)]);
    await expectSame(LOSSES, () => answer.batchedCrossEntropyLoss(logits, labels), expected);
  });
  test("more examples than classes", async ({ answer, solution, random, expectSame }) => {
    const logits = random.normal([11, 4], 0, 3) as tf.Tensor2D; // [batch, class]
    const labels = random.integers([11], 0, 4) as tf.Tensor1D; // [batch]
    await expectSame(
      LOSSES,
      () => answer.batchedCrossEntropyLoss(logits, labels),
      solution.batchedCrossEntropyLoss(logits, labels),
    );
  });
  test("more classes than examples", async ({ answer, solution, random, expectSame }) => {
    const logits = random.normal([3, 50], 0, 3) as tf.Tensor2D; // [batch, class]
    const labels = random.integers([3], 3, 50) as tf.Tensor1D; // [batch]
    await expectSame(
      LOSSES,
      () => answer.batchedCrossEntropyLoss(logits, labels),
      solution.batchedCrossEntropyLoss(logits, labels),
    );
  });
  test("one example of the only class", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([[-7]]) as tf.Tensor2D; // [batch, class]
    const labels = labelsOf(given, [0]); // [batch]
    await expectSame(LOSSES, () => answer.batchedCrossEntropyLoss(logits, labels), tf.tensor1d([0]));
  });
  test("an empty batch", async ({ answer, given, expectSame }) => {
    const logits = given.tensor([], [0, 5]) as tf.Tensor2D; // [batch, class]
    const labels = labelsOf(given, []); // [batch]
    await expectSame(LOSSES, () => answer.batchedCrossEntropyLoss(logits, labels), tf.zeros([0]));
  });
  test("the gradient is softmax minus one hot", async ({ answer, random, given, expectSame }) => {
    const logits = random.normal([4, 3]) as tf.Tensor2D; // [batch, class]
    const labels = labelsOf(given, [2, 0, 1, 1]); // [batch]
    const expected = softmax(logits).sub(tf.oneHot(labels, 3).cast("float32")); // [batch, class]
    const gradient = () =>
      tf.grad((x) => answer.batchedCrossEntropyLoss(x as tf.Tensor2D, labels).sum())(logits);
    await expectSame("gradient of the summed losses", gradient, expected);
  });
});

function labelsOf(given: FixedInputs, labels: number[]): tf.Tensor1D {
  return given.tensor(labels, [labels.length], "int32") as tf.Tensor1D;
}
