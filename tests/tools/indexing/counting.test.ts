import { describe, expect, it } from "vitest";
import { bincount, searchSorted, tf } from "../../../src/tools/index.ts";
import { expectTensor, onEachBackend } from "../support.ts";

onEachBackend(() => {
  describe("searchSorted", () => {
    it("finds where values go, before or behind equal ones", async () => {
      const row = tf.tensor1d([0, 1, 1, 4]);
      await expectTensor(searchSorted(row, tf.tensor1d([1, 5])), [1, 4]);
      await expectTensor(searchSorted(row, tf.tensor1d([1, 5]), "right"), [3, 4]);
      expect(searchSorted(row, tf.scalar(2)).shape).toEqual([]);
      expect(searchSorted(row, tf.zeros([2, 3])).dtype).toBe("int32");
    });

    it("says which rows go with the values", () => {
      expect(() => searchSorted(tf.zeros([3, 4]), tf.zeros([2, 5]))).toThrow(
        /one row, or have the values' shape.*sorted {2}\[3, 4\].*\[n\], or \[2, n\]/s,
      );
    });
  });

  describe("bincount", () => {
    it("counts whole numbers, or adds up their weights", async () => {
      const x = tf.tensor1d([0, 2, 2], "int32");
      await expectTensor(await bincount(x), [1, 0, 2]);
      await expectTensor(await bincount(x, { minLength: 5 }), [1, 0, 2, 0, 0]);
      await expectTensor(await bincount(x, { weights: tf.tensor1d([0.5, 1, 2]) }), [0.5, 0, 3]);
    });

    it.each<[string, tf.TensorLike, object, RegExp]>([
      ["a matrix", [[1, 2]], {}, /a vector is needed, not \[1, 2\].*x\.flatten\(\)/s],
      ["a negative number", [1, -1], {}, /entry 1 is -1, which counts nothing/],
      ["a fraction", [0.5], {}, /entry 0 is 0\.5/],
    ])("refuses %s", async (_, x, options, message) => {
      await expect(bincount(tf.tensor(x), options)).rejects.toThrow(message);
    });
  });
});
