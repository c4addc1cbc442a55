import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/conv2d/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.2/conv2d");

subProblem("windows", () => {
  test("six numbers in windows of three", async ({ answer, given, expectSame }) => {
    const x = given.tensor([3, 1, 4, 1, 5, 9]) as tf.Tensor1D; // [width]
    const expected = tf.tensor2d([
      [3, 1, 4],
      [1, 4, 1],
      [4, 1, 5],
      [1, 5, 9],
    ]); // [start, offset]
    await expectSame("windows1d(x, 3)", () => answer.windows1d(x, 3), expected);
  });
  test("a longer row", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([23]) as tf.Tensor1D; // [width]
    await expectSame("windows1d(x, 5)", () => answer.windows1d(x, 5), solution.windows1d(x, 5));
  });
  test("windows of a single number", async ({ answer, given, expectSame }) => {
    const x = given.tensor([2, 7, 1]) as tf.Tensor1D; // [width]
    await expectSame("windows1d(x, 1)", () => answer.windows1d(x, 1), tf.tensor2d([[2], [7], [1]]));
  });
  test("one window as long as the row", async ({ answer, given, expectSame }) => {
    const x = given.tensor([2, 7, 1, 8]) as tf.Tensor1D; // [width]
    await expectSame("windows1d(x, 4)", () => answer.windows1d(x, 4), tf.tensor2d([[2, 7, 1, 8]]));
  });
});

subProblem("contract", () => {
  test("one channel by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([[[3, 1, 4, 1, 5, 9]]]) as tf.Tensor3D; // [batch, in, width]
    const weights = given.tensor([[[1, 2, -1]]]) as tf.Tensor3D; // [out, in, kernel]
    await expectSame(
      "conv1dMinimal(x, weights)",
      () => answer.conv1dMinimal(x, weights),
      tf.tensor3d([[[1, 8, 1, 2]]]),
    );
  });
  test("several channels and filters", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 11]) as tf.Tensor3D; // [batch, in, width]
    const weights = random.normal([5, 3, 4]) as tf.Tensor3D; // [out, in, kernel]
    const expected = solution.conv1dMinimal(x, weights); // [batch, out, start]
    await expectSame("conv1dMinimal(x, weights)", () => answer.conv1dMinimal(x, weights), expected, {
      reductionLength: 12,
    });
  });
  test("a kernel of one number mixes channels only", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 6]) as tf.Tensor3D; // [batch, in, width]
    const weights = random.normal([4, 3, 1]) as tf.Tensor3D; // [out, in, kernel]
    const expected = solution.conv1dMinimal(x, weights); // [batch, out, start]
    await expectSame("conv1dMinimal(x, weights)", () => answer.conv1dMinimal(x, weights), expected, {
      reductionLength: 3,
    });
  });
});

subProblem("pad", () => {
  test("four different widths", async ({ answer, given, expectSame }) => {
    const x = given.tensor([
      [
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
      ],
    ]) as tf.Tensor4D; // [batch, channel, height, width]
    const expected = tf
      .tensor4d([
        [
          [
            [7, 7, 7, 7, 7],
            [7, 1, 2, 3, 7],
            [7, 4, 5, 6, 7],
            [7, 7, 7, 7, 7],
            [7, 7, 7, 7, 7],
          ],
        ],
      ])
      .concat(tf.fill([1, 1, 5, 2], 7), 3); // [1, 1, 5, 7]
    await expectSame("pad2d(x, 1, 3, 1, 2, 7)", () => answer.pad2d(x, 1, 3, 1, 2, 7), expected);
  });
  test("nothing on the right and nothing below", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 4, 5]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame(
      "pad2d(x, 2, 0, 1, 0, 0.5)",
      () => answer.pad2d(x, 2, 0, 1, 0, 0.5),
      solution.pad2d(x, 2, 0, 1, 0, 0.5),
    );
  });
  test("minus infinity around an image", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([1, 2, 2, 3]) as tf.Tensor4D; // [batch, channel, height, width]
    const padded = () => answer.pad2d(x, 1, 1, 1, 1, Number.NEGATIVE_INFINITY); // [1, 2, 4, 5]
    const expected = solution.pad2d(x, 1, 1, 1, 1, Number.NEGATIVE_INFINITY); // [1, 2, 4, 5]
    await expectSame("pad2d(x, 1, 1, 1, 1, -Infinity)", padded, expected);
  });
  test("no padding at all", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 1, 3, 2]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame("pad2d(x, 0, 0, 0, 0, 9)", () => answer.pad2d(x, 0, 0, 0, 0, 9), x);
  });
});

subProblem("stride", () => {
  test("a diagonal difference by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([
      [
        [
          [1, 2, 3],
          [4, 5, 6],
          [7, 8, 10],
        ],
      ],
    ]) as tf.Tensor4D; // [batch, in, height, width]
    const weights = given.tensor([
      [
        [
          [1, 0],
          [2, -1],
        ],
      ],
    ]) as tf.Tensor4D; // [out, in, kh, kw]
    await expectSame(
      "conv2d(x, weights)",
      () => answer.conv2d(x, weights),
      tf.tensor4d([
        [
          [
            [4, 6],
            [10, 11],
          ],
        ],
      ]),
    );
  });
  test("a kernel that is higher than wide", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 8, 6]) as tf.Tensor4D; // [batch, in, height, width]
    const weights = random.normal([4, 3, 3, 2]) as tf.Tensor4D; // [out, in, kh, kw]
    const expected = solution.conv2d(x, weights); // [batch, out, 6, 5]
    await expectSame("conv2d(x, weights)", () => answer.conv2d(x, weights), expected, {
      reductionLength: 18,
    });
  });
  test("another stride in each axis", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 2, 9, 10]) as tf.Tensor4D; // [batch, in, height, width]
    const weights = random.normal([3, 2, 3, 2]) as tf.Tensor4D; // [out, in, kh, kw]
    const expected = solution.conv2d(x, weights, [3, 2]); // [batch, out, 3, 5]
    await expectSame("conv2d(x, weights, [3, 2])", () => answer.conv2d(x, weights, [3, 2]), expected, {
      reductionLength: 12,
    });
  });
  test("a stride that leaves a rest", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([1, 2, 8, 7]) as tf.Tensor4D; // [batch, in, height, width]
    const weights = random.normal([2, 2, 3, 2]) as tf.Tensor4D; // [out, in, kh, kw]
    const expected = solution.conv2d(x, weights, 2); // [batch, out, 3, 3]
    await expectSame("conv2d(x, weights, 2)", () => answer.conv2d(x, weights, 2), expected, {
      reductionLength: 12,
    });
  });
  test("another padding in each axis", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 2, 5, 4]) as tf.Tensor4D; // [batch, in, height, width]
    const weights = random.normal([3, 2, 3, 3]) as tf.Tensor4D; // [out, in, kh, kw]
    const expected = solution.conv2d(x, weights, 1, [2, 1]); // [batch, out, 7, 4]
    await expectSame("conv2d(x, weights, 1, [2, 1])", () => answer.conv2d(x, weights, 1, [2, 1]), expected, {
      reductionLength: 18,
    });
  });
  test("stride and padding together", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 9, 7]) as tf.Tensor4D; // [batch, in, height, width]
    const weights = random.normal([4, 3, 3, 3]) as tf.Tensor4D; // [out, in, kh, kw]
    const expected = solution.conv2d(x, weights, 2, 1); // [batch, out, 5, 4]
    await expectSame("conv2d(x, weights, 2, 1)", () => answer.conv2d(x, weights, 2, 1), expected, {
      reductionLength: 27,
    });
  });
  test("a single pixel padded all round", async ({ answer, given, solution, random, expectSame }) => {
    const x = given.tensor([2], [1, 1, 1, 1]) as tf.Tensor4D; // [batch, in, height, width]
    const weights = random.normal([2, 1, 3, 3]) as tf.Tensor4D; // [out, in, kh, kw]
    await expectSame(
      "conv2d(x, weights, 1, 1)",
      () => answer.conv2d(x, weights, 1, 1),
      solution.conv2d(x, weights, 1, 1),
    );
  });
});
