import { describe, expect, it } from "vitest";
import { tf, topk } from "../../../src/tools/index.ts";
import { counting, expectTensor, onEachBackend } from "../support.ts";

onEachBackend(() => {
  describe("topk", () => {
    it("gives the largest entries, the largest first, and where they stood", async () => {
      const { values, indices } = topk(tf.tensor2d([[3, 9, 3, 1]]), 3);
      await expectTensor(values, [[9, 3, 3]]);
      await expectTensor(indices, [[1, 0, 2]]);
      expect(indices.dtype).toBe("int32");
    });

    it("takes any axis, and the smallest", async () => {
      await expectTensor(topk(counting(3, 2), 2, 0).values, [
        [4, 5],
        [2, 3],
      ]);
      await expectTensor(topk(tf.tensor1d([2, Number.NaN, 1, 2]), 3, 0, false).indices, [2, 0, 3]);
    });

    it("says how many entries there are", () => {
      expect(() => topk(counting(2, 3), 4)).toThrow(
        /no 4 entries along axis 1, which has 3[\s\S]*Math\.min\(k, 3\)/,
      );
      expect(() => topk(counting(3), 1.5)).toThrow(/no 1.5 entries/);
      expect(() => topk(counting(3), 1, 1)).toThrow(/no axis 1/);
    });
  });
});
