import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/max-vs-maximum/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/max-vs-maximum");

subProblem("floor", () => {
  test("a floor for each feature", async ({ answer, given, expectSame }) => {
    const x = given.tensor([1, -2, 3, -4, 5, -6], [2, 3]) as tf.Tensor2D; // [batch, feature]
    const floor = given.tensor([0, -3, 4]) as tf.Tensor1D; // [feature]
    await expectSame(
      "atLeast(x, [0, -3, 4])",
      () => answer.atLeast(x, floor),
      tf.tensor2d([1, -2, 4, 0, 5, 4], [2, 3]),
    );
  });
  test("as many examples as features", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([3, 3]) as tf.Tensor2D; // [batch, feature]
    const floor = random.normal([3]) as tf.Tensor1D; // [feature]
    await expectSame("atLeast(x, floor)", () => answer.atLeast(x, floor), solution.atLeast(x, floor));
  });
});

subProblem("softmax", () => {
  test("rows of a pattern", async ({ answer, solution, random, expectSame }) => {
    const scores = random.normal([2, 3, 4], 0, 2); // [head, query, key]
    await expectSame("safeSoftmax(scores)", () => answer.safeSoftmax(scores), solution.safeSoftmax(scores), {
      reductionLength: 4,
    });
  });
  test("one row far above the other", async ({ answer, given, expectSame }) => {
    const scores = given.tensor([1000, 1000, 0, Math.log(3)], [2, 2]); // [query, key]
    await expectSame(
      "safeSoftmax(scores)",
      () => answer.safeSoftmax(scores),
      tf.tensor2d([
        [0.5, 0.5],
        [0.25, 0.75],
      ]),
      { atol: 1e-5 },
    );
  });
  test("two rows a long way apart", async ({ answer, given, expectSame }) => {
    const scores = given.tensor([-200, -200, 0, 0], [2, 2]); // [query, key]
    await expectSame("safeSoftmax(scores)", () => answer.safeSoftmax(scores), tf.fill([2, 2], 0.5), {
      atol: 1e-5,
    });
  });
  test("a future that is ruled out", async ({ answer, given, expectSame }) => {
    const scores = given.tensor([2, -Infinity, -Infinity, 1, 1, -Infinity], [2, 3]); // [query, key]
    await expectSame(
      "safeSoftmax(scores)",
      () => answer.safeSoftmax(scores),
      tf.tensor2d([
        [1, 0, 0],
        [0.5, 0.5, 0],
      ]),
      { atol: 1e-5 },
    );
  });
});

subProblem("running", () => {
  test("batches of several lengths", async ({ answer, solution, random, expectSame }) => {
    const batches = [random.normal([4, 3]), random.normal([2, 3]), random.normal([3, 3])] as tf.Tensor2D[];
    await expectSame(
      "strongestEver(batches)",
      () => answer.strongestEver(batches),
      solution.strongestEver(batches),
    );
  });
  test("nothing above zero", async ({ answer, solution, random, expectSame }) => {
    const batches = [random.uniform([2, 4], -9, -1), random.uniform([3, 4], -9, -1)] as tf.Tensor2D[];
    await expectSame(
      "strongestEver(batches)",
      () => answer.strongestEver(batches),
      solution.strongestEver(batches),
    );
  });
});

subProblem("hinge", () => {
  test("two examples by hand", async ({ answer, given, expectSame }) => {
    const scores = given.tensor([3, 1, 0, 2], [2, 2]) as tf.Tensor2D; // [batch, class]
    const labels = given.tensor([0, 0], [2], "int32") as tf.Tensor1D; // [batch]
    await expectSame(
      "hingeLoss(scores, [0, 0])",
      () => answer.hingeLoss(scores, labels),
      tf.tensor1d([0, 3]),
    );
  });
  test("four classes", async ({ answer, solution, random, expectSame }) => {
    const scores = random.normal([5, 4], -3) as tf.Tensor2D; // [batch, class]
    const labels = random.integers([5], 0, 4) as tf.Tensor1D; // [batch]
    await expectSame(
      "hingeLoss(scores, labels)",
      () => answer.hingeLoss(scores, labels),
      solution.hingeLoss(scores, labels),
    );
  });
});
