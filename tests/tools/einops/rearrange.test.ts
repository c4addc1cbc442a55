import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rearrange, tf } from "../../../src/tools/index.ts";
import { counting, expectGradient, expectTensor, onEachBackend, wavy } from "../support.ts";

onEachBackend(() => {
  describe("rearrange", () => {
    it("transposes", async () => {
      await expectTensor(rearrange(counting(2, 3), "h w -> w h"), [
        [0, 3],
        [1, 4],
        [2, 5],
      ]);
    });

    it("merges axes, the left name slow", async () => {
      await expectTensor(rearrange(counting(2, 3), "h w -> (h w)"), [0, 1, 2, 3, 4, 5]);
      await expectTensor(rearrange(counting(2, 3), "h w -> (w h)"), [0, 3, 1, 4, 2, 5]);
    });

    it("splits an axis by one known length", async () => {
      await expectTensor(rearrange(counting(6), "(a b) -> a b", { b: 2 }), [
        [0, 1],
        [2, 3],
        [4, 5],
      ]);
      await expectTensor(rearrange(counting(6), "(a b) -> b a", { a: 3 }), [
        [0, 2, 4],
        [1, 3, 5],
      ]);
    });

    it("leaves unnamed axes where ... stands", () => {
      expect(rearrange(counting(2, 3, 4, 5), "b ... c -> c ... b").shape).toEqual([5, 3, 4, 2]);
      expect(rearrange(counting(2, 3, 4, 5), "b ... c -> (b c) ...").shape).toEqual([10, 3, 4]);
      expect(rearrange(counting(2, 3, 4, 5), "b ... -> b (...)").shape).toEqual([2, 60]);
      expect(rearrange(counting(2), "b ... -> ... b").shape).toEqual([2]);
    });

    it("adds and drops axes of length 1", () => {
      expect(rearrange(counting(2, 1, 3), "a 1 b -> a b").shape).toEqual([2, 3]);
      expect(rearrange(counting(2, 3), "a b -> 1 a () b").shape).toEqual([1, 2, 1, 3]);
      expect(rearrange(counting(), "-> 1").shape).toEqual([1]);
    });

    it("joins a list of tensors along a new first axis", async () => {
      await expectTensor(rearrange([tf.tensor1d([1, 2]), tf.tensor1d([3, 4])], "pair n -> n pair"), [
        [1, 3],
        [2, 4],
      ]);
    });

    it("cuts a picture into patches and puts it together again", async () => {
      const picture = counting(4, 6);
      const patches = rearrange(picture, "(h h2) (w w2) -> (h w) h2 w2", { h2: 2, w2: 3 });
      await expectTensor(patches.slice([1], [1]).squeeze(), [
        [3, 4, 5],
        [9, 10, 11],
      ]);
      await expectTensor(rearrange(patches, "(h w) h2 w2 -> (h h2) (w w2)", { h: 2 }), picture);
    });

    it("keeps the type and takes empty tensors", () => {
      expect(rearrange(tf.tensor2d([[1, 2]], [1, 2], "int32"), "a b -> b a").dtype).toBe("int32");
      expect(rearrange(tf.zeros([0, 3]), "a b -> b a").shape).toEqual([3, 0]);
    });

    it("gives a tensor of its own even where nothing changes", async () => {
      const x = counting(2, 3);
      rearrange(x, "a b -> a b").dispose();
      await expectTensor(x, [
        [0, 1, 2],
        [3, 4, 5],
      ]);
    });

    it("leaves no tensors behind", () => {
      const x = counting(4, 6);
      const before = tf.memory().numTensors;
      rearrange(x, "(a b) (c d) -> (c a) (d b)", { a: 2, c: 3 });
      expect(tf.memory().numTensors).toBe(before + 1);
    });

    it("has the gradient of finite differences", async () => {
      await expectGradient((x) => rearrange(x, "(a b) c -> c (b a)", { a: 2 }), wavy([4, 3]));
    });

    it("is undone by the pattern read backwards", () => {
      const lengths = fc.integer({ min: 1, max: 3 });
      const order = fc.shuffledSubarray(["a", "b", "c", "d"], { minLength: 4 });
      fc.assert(
        fc.property(
          lengths,
          lengths,
          lengths,
          lengths,
          order,
          fc.integer({ min: 0, max: 3 }),
          (a, b, c, d, names, cut) => {
            const given = { a, b, c, d };
            const right = `(${names.slice(0, cut).join(" ")}) ${names.slice(cut).join(" ")}`;
            const x = counting(a * b, c, d);
            const there = rearrange(x, `(a b) c d -> ${right}`, given);
            const back = rearrange(there, `${right} -> (a b) c d`, given);
            expect(back.shape).toEqual(x.shape);
            expect([...back.dataSync()]).toEqual([...x.dataSync()]);
          },
        ),
        { numRuns: 40 },
      );
    });
  });
});
