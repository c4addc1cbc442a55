import { describe, expect, it } from "vitest";
import { reduce, repeat, tf } from "../../../src/tools/index.ts";
import { counting, expectGradient, expectTensor, onEachBackend, wavy } from "../support.ts";

onEachBackend(() => {
  describe("repeat", () => {
    it("repeats along a new axis", async () => {
      await expectTensor(repeat(tf.tensor1d([1, 2]), "w -> h w", { h: 3 }), [
        [1, 2],
        [1, 2],
        [1, 2],
      ]);
      await expectTensor(repeat(tf.tensor1d([1, 2]), "w -> w c", { c: 2 }), [
        [1, 1],
        [2, 2],
      ]);
    });

    it("repeats entries or the whole, by where the new axis stands in the composition", async () => {
      await expectTensor(repeat(tf.tensor1d([1, 2, 3]), "w -> (w 2)"), [1, 1, 2, 2, 3, 3]);
      await expectTensor(repeat(tf.tensor1d([1, 2, 3]), "w -> (2 w)"), [1, 2, 3, 1, 2, 3]);
    });

    it("enlarges a picture", async () => {
      await expectTensor(repeat(tf.tensor2d([[1, 2]]), "h w -> (h 2) (w 2)"), [
        [1, 1, 2, 2],
        [1, 1, 2, 2],
      ]);
    });

    it("makes several axes at once, beside ...", () => {
      expect(repeat(counting(2, 3), "a ... -> n a m ...", { n: 4, m: 5 }).shape).toEqual([4, 2, 5, 3]);
      expect(repeat(tf.scalar(7), "-> a b", { a: 2, b: 3 }).shape).toEqual([2, 3]);
    });

    it("is undone by a mean", async () => {
      const x = wavy([2, 3]);
      await expectTensor(
        reduce(repeat(x, "a b -> b (a n)", { n: 3 }), "b (a n) -> a b", "mean", { n: 3 }),
        x,
      );
    });

    it("adds up the gradients of the copies", async () => {
      await expectTensor(
        tf.grad((x) => tf.sum(repeat(x, "w -> h w", { h: 3 })))(tf.tensor1d([1, 2])),
        [3, 3],
      );
      await expectGradient((x) => repeat(x, "a b -> (b 2) a c", { c: 2 }), wavy([2, 3]));
    });
  });
});
