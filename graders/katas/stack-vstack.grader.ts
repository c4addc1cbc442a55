import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/stack-vstack/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/stack-vstack");

subProblem("layers", () => {
  test("three layers", async ({ answer, solution, random, expectSame }) => {
    const outputs = [
      random.normal([2, 4, 5]),
      random.normal([2, 4, 5]),
      random.normal([2, 4, 5]),
    ] as tf.Tensor3D[];
    await expectSame(
      "cacheLayers(outputs)",
      () => answer.cacheLayers(outputs),
      solution.cacheLayers(outputs),
    );
  });
  test("as many layers as examples", async ({ answer, solution, random, expectSame }) => {
    const outputs = [random.normal([2, 3, 1]), random.normal([2, 3, 1])] as tf.Tensor3D[]; // [batch, position, model]
    await expectSame(
      "cacheLayers(outputs)",
      () => answer.cacheLayers(outputs),
      solution.cacheLayers(outputs),
    );
  });
  test("a single layer", async ({ answer, random, expectSame }) => {
    const outputs = [random.normal([2, 3, 4])] as tf.Tensor3D[]; // [batch, position, model]
    await expectSame(
      "cacheLayers(outputs)",
      () => answer.cacheLayers(outputs),
      outputs[0]?.reshape([2, 1, 3, 4]),
    );
  });
});

subProblem("pairs", () => {
  test("two rows and three columns by hand", async ({ answer, given, expectSame }) => {
    const rows = given.tensor([0, 1]) as tf.Tensor1D; // [row]
    const columns = given.tensor([5, 6, 7]) as tf.Tensor1D; // [column]
    const expected = tf.tensor3d([0, 5, 0, 6, 0, 7, 1, 5, 1, 6, 1, 7], [2, 3, 2]);
    await expectSame("grid([0, 1], [5, 6, 7])", () => answer.grid(rows, columns), expected);
  });
  test("a square", async ({ answer, solution, random, expectSame }) => {
    const [rows, columns] = [random.normal([2]), random.normal([2])] as [tf.Tensor1D, tf.Tensor1D];
    await expectSame("grid(rows, columns)", () => answer.grid(rows, columns), solution.grid(rows, columns));
  });
});

subProblem("interleave", () => {
  test("two features by hand", async ({ answer, given, expectSame }) => {
    const even = given.tensor([1, 3], [1, 1, 2]) as tf.Tensor3D; // [1, 1, d]
    const odd = given.tensor([2, 4], [1, 1, 2]) as tf.Tensor3D; // [1, 1, d]
    await expectSame(
      "interleave(even, odd)",
      () => answer.interleave(even, odd),
      tf.tensor3d([[[1, 2, 3, 4]]]),
    );
  });
  test("every position by itself", async ({ answer, solution, random, expectSame }) => {
    const [even, odd] = [random.normal([2, 3, 4]), random.normal([2, 3, 4])] as [tf.Tensor3D, tf.Tensor3D];
    await expectSame(
      "interleave(even, odd)",
      () => answer.interleave(even, odd),
      solution.interleave(even, odd),
    );
  });
});

subProblem("lens", () => {
  test("three layers", async ({ answer, solution, random, expectSame }) => {
    const embedded = random.normal([4, 3]) as tf.Tensor2D; // [position, model]
    const outputs = [random.normal([4, 3]), random.normal([4, 3]), random.normal([4, 3])] as tf.Tensor2D[];
    await expectSame(
      "residualAfterEach(embedded, outputs)",
      () => answer.residualAfterEach(embedded, outputs),
      solution.residualAfterEach(embedded, outputs),
      { reductionLength: 4 },
    );
  });
  test("no layer at all", async ({ answer, random, expectSame }) => {
    const embedded = random.normal([2, 3]) as tf.Tensor2D; // [position, model]
    await expectSame(
      "residualAfterEach(embedded, [])",
      () => answer.residualAfterEach(embedded, []),
      embedded.reshape([1, 2, 3]),
    );
  });
});
