import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/einops-rearrange/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/einops-rearrange");

subProblem("join-heads", () => {
  test("two heads by hand", async ({ answer, given, expectSame }) => {
    const z = given.tensor([1, 2, 3, 4], [1, 1, 2, 2]) as tf.Tensor4D; // [1, 1, head, d]
    await expectSame("joinHeads(z)", () => answer.joinHeads(z), tf.tensor3d([[[1, 2, 3, 4]]]));
  });
  test("three heads of two", async ({ answer, solution, random, expectSame }) => {
    const z = random.normal([2, 4, 3, 2]) as tf.Tensor4D; // [batch, position, head, d]
    await expectSame("joinHeads(z)", () => answer.joinHeads(z), solution.joinHeads(z));
  });
});

subProblem("split-heads", () => {
  test("three heads of two", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 5, 6]) as tf.Tensor3D; // [batch, position, head·d]
    await expectSame("splitHeads(x, 3)", () => answer.splitHeads(x, 3), solution.splitHeads(x, 3));
  });
  test("as many positions as heads", async ({ answer, solution, random, expectSame }) => {
    const x = random.normal([2, 3, 9]) as tf.Tensor3D; // [batch, position, head·d]
    await expectSame("splitHeads(x, 3)", () => answer.splitHeads(x, 3), solution.splitHeads(x, 3));
  });
});

subProblem("patches", () => {
  test("a line of two patches by hand", async ({ answer, given, expectSame }) => {
    const images = given.tensor([1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 2, 4]) as tf.Tensor4D; // [1, 1, 2, 4]
    const expected = tf.tensor3d([
      [
        [1, 2, 5, 6],
        [3, 4, 7, 8],
      ],
    ]); // [1, patch, 4]
    await expectSame("patches(images, 2)", () => answer.patches(images, 2), expected);
  });
  test("three channels and more lines than columns", async ({ answer, solution, random, expectSame }) => {
    const images = random.normal([2, 3, 6, 4]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame("patches(images, 2)", () => answer.patches(images, 2), solution.patches(images, 2));
  });
  test("patches of one pixel", async ({ answer, solution, random, expectSame }) => {
    const images = random.normal([1, 3, 2, 3]) as tf.Tensor4D; // [batch, channel, height, width]
    await expectSame("patches(images, 1)", () => answer.patches(images, 1), solution.patches(images, 1));
  });
});

subProblem("qkv", () => {
  test("two heads of three", async ({ answer, solution, random, expectSame }) => {
    const qkv = random.normal([2, 4, 18]) as tf.Tensor3D; // [batch, position, 3·head·d]
    await expectSame("splitQkv(qkv, 2)", () => answer.splitQkv(qkv, 2), solution.splitQkv(qkv, 2));
  });
  test("three heads", async ({ answer, solution, random, expectSame }) => {
    const qkv = random.normal([1, 2, 18]) as tf.Tensor3D; // [batch, position, 3·head·d]
    await expectSame("splitQkv(qkv, 3)", () => answer.splitQkv(qkv, 3), solution.splitQkv(qkv, 3));
  });
});
