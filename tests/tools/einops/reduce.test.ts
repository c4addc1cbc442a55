import { describe, expect, it } from "vitest";
import { reduce, tf } from "../../../src/tools/index.ts";
import { counting, expectGradient, expectTensor, onEachBackend, wavy } from "../support.ts";

onEachBackend(() => {
  describe("reduce", () => {
    it("reduces the axes that the right side leaves out", async () => {
      const x = tf.tensor2d([
        [1, 5, 2],
        [4, 3, 6],
      ]);
      await expectTensor(reduce(x, "h w -> h", "max"), [5, 6]);
      await expectTensor(reduce(x, "h w -> w", "min"), [1, 3, 2]);
      await expectTensor(reduce(x, "h w -> h", "sum"), [8, 13]);
      await expectTensor(reduce(x, "h w ->", "mean"), tf.scalar(3.5));
      await expectTensor(reduce(x, "h w -> h", "prod"), [10, 72]);
    });

    it("pools by numbers on the left", async () => {
      await expectTensor(reduce(counting(1, 4, 4), "b (h 2) (w 2) -> b h w", "max"), [
        [
          [5, 7],
          [13, 15],
        ],
      ]);
      await expectTensor(reduce(counting(4), "(n 2) -> n", "mean"), [0.5, 2.5]);
    });

    it("pools by named lengths", async () => {
      await expectTensor(reduce(counting(6), "(n k) -> n", "sum", { k: 3 }), [3, 12]);
    });

    it("keeps an axis of length 1 where a 1 stands", () => {
      expect(reduce(counting(2, 3, 4), "b h w -> b 1 1", "sum").shape).toEqual([2, 1, 1]);
      expect(reduce(counting(2, 3, 4), "b ... -> b ()", "sum").shape).toEqual([2, 1]);
    });

    it("reduces what ... stands for", async () => {
      await expectTensor(reduce(counting(2, 2, 2), "... c -> c", "sum"), [12, 16]);
      await expectTensor(reduce(counting(2, 2, 2), "b ... -> b", "max"), [3, 7]);
    });

    it("takes numbers other than 0 for true in any and all", async () => {
      const x = tf.tensor2d([
        [0, -1],
        [0, 0],
        [2, 0.5],
      ]);
      const some = reduce(x, "h w -> h", "any");
      expect(some.dtype).toBe("bool");
      await expectTensor(some, [1, 0, 1]);
      await expectTensor(reduce(x, "h w -> h", "all"), [0, 0, 1]);
    });

    it("takes a function for the reduction", async () => {
      const spread = (x: tf.Tensor, axes: number[]) => tf.sub(tf.max(x, axes), tf.min(x, axes));
      await expectTensor(
        reduce(
          tf.tensor2d([
            [1, 5, 2],
            [4, 3, 6],
          ]),
          "h w -> w",
          spread,
        ),
        [3, 2, 4],
      );
    });

    it("averages integers to float32", async () => {
      const mean = reduce(tf.tensor1d([1, 2], "int32"), "n ->", "mean");
      expect(mean.dtype).toBe("float32");
      await expectTensor(mean, tf.scalar(1.5));
    });

    it("has the gradient of finite differences", async () => {
      await expectGradient((x) => reduce(x, "b (h 2) -> h b", "mean"), wavy([3, 4]));
      await expectGradient((x) => reduce(x, "b (h 2) -> h b", "max"), wavy([3, 4]), { step: 1e-3 });
      await expectGradient((x) => reduce(x, "b h -> h", "prod"), wavy([3, 2]));
    });

    it("names the reductions there are when it does not know one", () => {
      // @ts-expect-error no such reduction
      expect(() => reduce(counting(2), "n ->", "average")).toThrow(
        /no reduction called "average"[\s\S]*min, max, sum, mean, prod, any, all/,
      );
    });

    it("says what shape a function of one's own must return", () => {
      expect(() => reduce(counting(2, 3), "h w -> h", (x) => x)).toThrow(
        /must return \[2\][\s\S]*but returned \[2, 3\]/,
      );
    });
  });
});
