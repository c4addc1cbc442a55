import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/max-pool/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.2/max-pool");

subProblem("windows", () => {
  test("a 4 by 4 image by hand", async ({ answer, given, expectSame }) => {
    const x = given.tensor([
      [
        [
          [1, 3, 2, 0],
          [5, 4, 1, 1],
          [-7, -2, -1, -3],
          [-4, -6, -9, 8],
        ],
      ],
    ]) as tf.Tensor4D; // [1, 1, 4, 4]
    await expectSame(
      "maxPool2d(x, 2)",
      () => answer.maxPool2d(x, 2),
      tf.tensor4d([
        [
          [
            [5, 2],
            [-2, 8],
          ],
        ],
      ]),
    );
  });
  test("windows of two by three side by side", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([1, 2, 6, 9]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame(
      "maxPool2d(x, [2, 3])",
      () => answer.maxPool2d(x, [2, 3]),
      solution.maxPool2d(x, [2, 3]),
    );
  });
  test("a stride of null is the kernel's size", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([1, 1, 6, 6]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame("maxPool2d(x, 3, null)", () => answer.maxPool2d(x, 3, null), solution.maxPool2d(x, 3));
  });
  test("windows that overlap", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([1, 2, 7, 9]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame(
      "maxPool2d(x, 3, [1, 2])",
      () => answer.maxPool2d(x, 3, [1, 2]),
      solution.maxPool2d(x, 3, [1, 2]),
    );
  });
  test("windows with gaps between them", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([1, 1, 8, 11]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame("maxPool2d(x, 2, 3)", () => answer.maxPool2d(x, 2, 3), solution.maxPool2d(x, 2, 3));
  });
  test("a rest that fills no window", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([1, 2, 7, 5]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame("maxPool2d(x, 3)", () => answer.maxPool2d(x, 3), solution.maxPool2d(x, 3));
  });
});

subProblem("reduce", () => {
  test("every example and channel by itself", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 4, 6]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame("maxPool2d(x, 2)", () => answer.maxPool2d(x, 2), solution.maxPool2d(x, 2));
  });
  test("nothing but negative numbers", async ({ answer, solution, random, expectSame }) => {
    const x = random.uniform([2, 1, 4, 4], -9, -1) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame("maxPool2d(x, 2)", () => answer.maxPool2d(x, 2), solution.maxPool2d(x, 2));
  });
  test("one window over the whole image", async ({ answer, random, expectSame }) => {
    const x = random.normal([2, 3, 4, 5]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame("maxPool2d(x, [4, 5])", () => answer.maxPool2d(x, [4, 5]), x.max([2, 3], true));
  });
});

subProblem("padding", () => {
  test("an image of minus five stays minus five", async ({ answer, given, expectSame }) => {
    const x = given.tensor(new Array(16).fill(-5), [1, 1, 4, 4]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame("maxPool2d(x, 2, 2, 1)", () => answer.maxPool2d(x, 2, 2, 1), tf.fill([1, 1, 3, 3], -5));
  });
  test("an image of minus infinity stays so", async ({ answer, given, expectSame }) => {
    const x = given.tensor(new Array(16).fill(-Infinity), [1, 1, 4, 4]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame(
      "maxPool2d(x, 2, 2, 1)",
      () => answer.maxPool2d(x, 2, 2, 1),
      tf.fill([1, 1, 3, 3], -Infinity),
    );
  });
  test("another padding in each axis", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 2, 8, 6]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame(
      "maxPool2d(x, 4, 4, [2, 1])",
      () => answer.maxPool2d(x, 4, 4, [2, 1]),
      solution.maxPool2d(x, 4, 4, [2, 1]),
    );
  });
  test("as in the stem of a ResNet", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 8, 9], -2) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame(
      "maxPool2d(x, 3, 2, 1)",
      () => answer.maxPool2d(x, 3, 2, 1),
      solution.maxPool2d(x, 3, 2, 1),
    );
  });
});
