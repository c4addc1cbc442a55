import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/indexing-arange/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/indexing-arange");

subProblem("subject", () => {
  test("two prompts by hand", async ({ answer, given, expectSame }) => {
    const resid = given.tensor([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [2, 3, 2]) as tf.Tensor3D; // [prompt, position, model]
    const places = given.tensor([2, 1], [2], "int32") as tf.Tensor1D; // [prompt]
    await expectSame(
      "atSubject(resid, [2, 1])",
      () => answer.atSubject(resid, places),
      tf.tensor2d([4, 5, 8, 9], [2, 2]),
    );
  });
  test("four prompts", async ({ answer, solution, given, random, expectSame }) => {
    const resid = random.normal([4, 5, 3]) as tf.Tensor3D; // [prompt, position, model]
    const places = given.tensor([3, 0, 2, 3], [4], "int32") as tf.Tensor1D; // [prompt]
    await expectSame(
      "atSubject(resid, [3, 0, 2, 3])",
      () => answer.atSubject(resid, places),
      solution.atSubject(resid, places),
    );
  });
  test("one prompt", async ({ answer, solution, given, random, expectSame }) => {
    const resid = random.normal([1, 4, 3]) as tf.Tensor3D; // [1, position, model]
    const places = given.tensor([2], [1], "int32") as tf.Tensor1D; // [1]
    await expectSame(
      "atSubject(resid, [2])",
      () => answer.atSubject(resid, places),
      solution.atSubject(resid, places),
    );
  });
});

subProblem("back", () => {
  test("one back, by hand", async ({ answer, given, expectSame }) => {
    const first = [1, 0, 0, 0.9, 0.1, 0, 0.1, 0.8, 0.1]; // query by query
    const second = [1, 0, 0, 0.3, 0.7, 0, 0.6, 0.1, 0.3];
    const pattern = given.tensor([...first, ...second], [2, 3, 3]) as tf.Tensor3D; // [head, query, key]
    await expectSame(
      "attentionBack(pattern, 1)",
      () => answer.attentionBack(pattern, 1),
      tf.tensor1d([0.85, 0.2]),
    );
  });
  test("three back and none", async ({ answer, solution, random, expectSame }) => {
    const pattern = random.uniform([4, 7, 7]) as tf.Tensor3D; // [head, query, key]
    for (const distance of [3, 0])
      await expectSame(
        `attentionBack(pattern, ${distance})`,
        () => answer.attentionBack(pattern, distance),
        solution.attentionBack(pattern, distance),
        { reductionLength: 7 },
      );
  });
});

subProblem("options", () => {
  test("three prompts of different lengths", async ({ answer, solution, given, random, expectSame }) => {
    const logits = random.normal([3, 5, 8]) as tf.Tensor3D; // [prompt, position, token]
    const lengths = given.tensor([4, 2, 5], [3], "int32") as tf.Tensor1D; // [prompt]
    const options = given.tensor([7, 1, 0, 3, 2, 6], [3, 2], "int32") as tf.Tensor2D; // [prompt, option]
    await expectSame(
      "optionLogits(logits, [4, 2, 5], options)",
      () => answer.optionLogits(logits, lengths, options),
      solution.optionLogits(logits, lengths, options),
    );
  });
  test("as many options as prompts", async ({ answer, solution, given, random, expectSame }) => {
    const logits = random.normal([2, 4, 6]) as tf.Tensor3D; // [prompt, position, token]
    const lengths = given.tensor([1, 3], [2], "int32") as tf.Tensor1D; // [prompt]
    const options = given.tensor([5, 0, 2, 4], [2, 2], "int32") as tf.Tensor2D; // [prompt, option]
    await expectSame(
      "optionLogits(logits, [1, 3], options)",
      () => answer.optionLogits(logits, lengths, options),
      solution.optionLogits(logits, lengths, options),
    );
  });
});

subProblem("beams", () => {
  test("two texts by hand", async ({ answer, given, expectSame }) => {
    const cache = given.tensor([10, 11, 20, 21, 30, 31, 40, 41, 50, 51, 60, 61], [2, 3, 2, 1]) as tf.Tensor4D; // [text, beam, position, 1]
    const parents = given.tensor([2, 0, 2, 1, 1, 0], [2, 3], "int32") as tf.Tensor2D; // [text, beam]
    await expectSame(
      "followParents(cache, [[2, 0, 2], [1, 1, 0]])",
      () => answer.followParents(cache, parents),
      tf.tensor4d([30, 31, 10, 11, 30, 31, 50, 51, 50, 51, 40, 41], [2, 3, 2, 1]),
    );
  });
  test("as many texts as beams", async ({ answer, solution, given, random, expectSame }) => {
    const cache = random.normal([3, 3, 2, 4]) as tf.Tensor4D; // [text, beam, position, model]
    const parents = given.tensor([1, 2, 2, 0, 2, 1, 2, 0, 0], [3, 3], "int32") as tf.Tensor2D; // [text, beam]
    await expectSame(
      "followParents(cache, parents)",
      () => answer.followParents(cache, parents),
      solution.followParents(cache, parents),
    );
  });
});

subProblem("clip", () => {
  test("two pairs by hand", async ({ answer, given, expectSame }) => {
    const images = given.tensor([1, 0, 0, 1], [2, 2]) as tf.Tensor2D; // [pair, d]
    const captions = given.tensor([1, 0, 1, 2], [2, 2]) as tf.Tensor2D; // [pair, d]
    // At scale 2 the logits are [[2, 2], [0, 4]]: the right ones lead by 0 and 4 in their rows, by 2 and 2 in their columns.
    const loss = (lead: number) => Math.log1p(Math.exp(-lead));
    await expectSame(
      "clipLoss(images, captions, 2)",
      () => answer.clipLoss(images, captions, 2),
      tf.scalar((loss(0) + loss(4) + loss(2) + loss(2)) / 4),
      { reductionLength: 4 },
    );
  });
  test("five pairs", async ({ answer, solution, random, expectSame }) => {
    const [images, captions] = [random.normal([5, 3]), random.normal([5, 3])] as [tf.Tensor2D, tf.Tensor2D]; // [pair, d]
    await expectSame(
      "clipLoss(images, captions, 2.5)",
      () => answer.clipLoss(images, captions, 2.5),
      solution.clipLoss(images, captions, 2.5),
      { reductionLength: 50 },
    );
  });
  test("a large scale", async ({ answer, given, expectSame }) => {
    const images = given.tensor([1, 0, 0, 2], [2, 2]) as tf.Tensor2D; // [pair, d]
    const captions = given.tensor([0, 1, 3, 1], [2, 2]) as tf.Tensor2D; // [pair, d]
    // The logits are [[0, 300], [200, 200]]: the right ones lag by 300 and 0 in their rows, by 200 and 100 in their columns.
    await expectSame(
      "clipLoss(images, captions, 100)",
      () => answer.clipLoss(images, captions, 100),
      tf.scalar((300 + Math.LN2 + 200 + 100) / 4),
      { reductionLength: 4 },
    );
  });
});
