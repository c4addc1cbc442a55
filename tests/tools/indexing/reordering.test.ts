import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flip, roll, sort, stack, tf, unbind } from "../../../src/tools/index.ts";
import { counting, expectGradient, expectTensor, onEachBackend, wavy } from "../support.ts";

onEachBackend(() => {
  describe("flip", () => {
    it("reverses the axes named, or all", async () => {
      await expectTensor(flip(counting(2, 3), 1), [
        [2, 1, 0],
        [5, 4, 3],
      ]);
      await expectTensor(flip(counting(2, 3)), [
        [5, 4, 3],
        [2, 1, 0],
      ]);
      expect(() => flip(counting(2, 3), 2)).toThrow(/no axis 2/);
    });
  });

  describe("roll", () => {
    it("moves towards the end and lets what leaves come in at the front", async () => {
      await expectTensor(roll(counting(4), 1), [3, 0, 1, 2]);
      await expectTensor(roll(counting(4), -1), [1, 2, 3, 0]);
      await expectTensor(roll(counting(2, 2), 5, 1), [
        [1, 0],
        [3, 2],
      ]);
    });

    it("rolls the flat tensor without an axis, and several axes at once", async () => {
      await expectTensor(roll(counting(2, 3), 1), [
        [5, 0, 1],
        [2, 3, 4],
      ]);
      await expectTensor(roll(counting(2, 3), [1, -1], [0, 1]), [
        [4, 5, 3],
        [1, 2, 0],
      ]);
      expect(() => roll(counting(2, 3), [1, 2], [0])).toThrow(/2 shifts do not go with 1 axes/);
    });

    it("has the gradient of finite differences", async () => {
      await expectGradient((x) => roll(x, 2, 0), wavy([3, 2]));
    });
  });

  describe("unbind", () => {
    it("takes a tensor apart along an axis, which stack undoes", async () => {
      const [first, second] = unbind(counting(3, 2), 1);
      await expectTensor(first as tf.Tensor, [0, 2, 4]);
      await expectTensor(second as tf.Tensor, [1, 3, 5]);
      await expectTensor(stack(unbind(counting(2, 3, 4), -1), -1), counting(2, 3, 4));
    });

    it("has the gradient of finite differences, one piece included", async () => {
      await expectGradient((x) => tf.mul(...(unbind(x, 1) as [tf.Tensor, tf.Tensor])), wavy([3, 2]));
      await expectGradient((x) => unbind(x, 0)[0] as tf.Tensor, wavy([1, 3]));
    });
  });

  describe("sort", () => {
    it("sorts ascending or descending along any axis and says where each value stood", async () => {
      const { values, indices } = sort(tf.tensor1d([3, 1, 2]));
      await expectTensor(values, [1, 2, 3]);
      await expectTensor(indices, [1, 2, 0]);
      expect(indices.dtype).toBe("int32");
      await expectTensor(
        sort(
          tf.tensor2d([
            [1, 5],
            [3, 2],
          ]),
          0,
          true,
        ).values,
        [
          [3, 5],
          [1, 2],
        ],
      );
    });

    it("keeps the order of equal values", async () => {
      await expectTensor(sort(tf.tensor1d([1, 0, 1, 0])).indices, [1, 3, 0, 2]);
      await expectTensor(sort(tf.tensor1d([1, 0, 1, 0]), -1, true).indices, [0, 2, 1, 3]);
    });

    it("counts NaN as the largest", async () => {
      await expectTensor(sort(tf.tensor1d([Number.NaN, 1, Infinity])).indices, [1, 2, 0]);
      await expectTensor(sort(tf.tensor1d([1, Number.NaN, 2]), -1, true).indices, [1, 2, 0]);
    });

    it("agrees with an array's sort", () => {
      fc.assert(
        fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 12 }), (numbers) => {
          expect([...sort(tf.tensor1d(numbers)).values.dataSync()]).toEqual(
            numbers.toSorted((a, b) => a - b),
          );
        }),
        { numRuns: 40 },
      );
    });

    it("has the gradient of finite differences", async () => {
      await expectGradient((x) => sort(x, 0).values, wavy([3, 2]));
    });
  });
});
