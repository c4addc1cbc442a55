import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/where/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/where");

subProblem("prune", () => {
  test("three weights by hand", async ({ answer, given, expectSame }) => {
    const weights = given.tensor([1, -3, 2]); // [weight]
    await expectSame("prune([1, -3, 2], 2)", () => answer.prune(weights, 2), tf.tensor1d([0, -3, 2]));
  });
  test("a matrix", async ({ answer, solution, random, expectSame }) => {
    const weights = random.normal([4, 3]); // [out, in]
    await expectSame("prune(weights, 0.5)", () => answer.prune(weights, 0.5), solution.prune(weights, 0.5));
  });
});

subProblem("patch", () => {
  test("some positions", async ({ answer, solution, given, random, expectSame }) => {
    const [clean, corrupted] = [random.normal([2, 4, 3]), random.normal([2, 4, 3])] as tf.Tensor3D[];
    const chosen = given.tensor(
      [true, false, false, true, false, true, false, false],
      [2, 4],
      "bool",
    ) as tf.Tensor2D;
    await expectSame(
      "patchPositions(clean, corrupted, chosen)",
      () => answer.patchPositions(clean as tf.Tensor3D, corrupted as tf.Tensor3D, chosen),
      solution.patchPositions(clean as tf.Tensor3D, corrupted as tf.Tensor3D, chosen),
    );
  });
  test("as many positions as the model is wide", async ({ answer, solution, given, random, expectSame }) => {
    const [clean, corrupted] = [random.normal([1, 2, 2]), random.normal([1, 2, 2])] as tf.Tensor3D[];
    const chosen = given.tensor([true, false], [1, 2], "bool") as tf.Tensor2D; // [1, position]
    await expectSame(
      "patchPositions(clean, corrupted, chosen)",
      () => answer.patchPositions(clean as tf.Tensor3D, corrupted as tf.Tensor3D, chosen),
      solution.patchPositions(clean as tf.Tensor3D, corrupted as tf.Tensor3D, chosen),
    );
  });
});

subProblem("causal", () => {
  test("a sequence that looks at itself", async ({ answer, solution, random, expectSame }) => {
    const scores = random.normal([2, 2, 4, 4]) as tf.Tensor4D; // [batch, head, query, key]
    await expectSame(
      "causalScores(scores)",
      () => answer.causalScores(scores),
      solution.causalScores(scores),
    );
  });
  test("two queries and a cache of five keys", async ({ answer, solution, random, expectSame }) => {
    const scores = random.normal([1, 2, 2, 5]) as tf.Tensor4D; // [batch, head, query, key]
    await expectSame(
      "causalScores(scores)",
      () => answer.causalScores(scores),
      solution.causalScores(scores),
    );
  });
});

subProblem("entropy", () => {
  test("half and half and nothing", async ({ answer, given, expectSame }) => {
    const p = given.tensor([0.5, 0.5, 0]); // [class]
    await expectSame("entropy([0.5, 0.5, 0])", () => answer.entropy(p), tf.scalar(Math.log(2)), {
      reductionLength: 3,
    });
  });
  test("a row for each query", async ({ answer, solution, random, expectSame }) => {
    const p = tf.softmax(random.normal([2, 3, 4])); // [batch, query, key]
    await expectSame("entropy(p)", () => answer.entropy(p), solution.entropy(p), { reductionLength: 4 });
  });
  test("the gradient where an entry is zero", async ({ answer, given, expectSame }) => {
    const p = given.tensor([0.25, 0.75, 0]); // [class]
    const finite = async () =>
      [
        ...(await tf
          .grad((x) => answer.entropy(x))(p)
          .data()),
      ].map(Number.isFinite);
    await expectSame("which entries of the gradient of entropy are finite", finite, [true, true, true]);
  });
});
