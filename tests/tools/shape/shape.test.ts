import { describe, expect, it } from "vitest";
import {
  arange,
  broadcastShapes,
  concatenate,
  linspace,
  squeeze,
  stack,
  tf,
  unsqueeze,
  vstack,
} from "../../../src/tools/index.ts";
import { counting, expectGradient, expectTensor, onEachBackend, wavy } from "../support.ts";

onEachBackend(() => {
  describe("arange", () => {
    it("counts up to the end, without it", async () => {
      await expectTensor(arange(4), [0, 1, 2, 3]);
      await expectTensor(arange(2, 5), [2, 3, 4]);
      await expectTensor(arange(0, 1, 0.25), [0, 0.25, 0.5, 0.75]);
      await expectTensor(arange(3, 0, -1), [3, 2, 1]);
      expect(arange(2, 2).shape).toEqual([0]);
    });

    it("is int32 if all arguments are whole, so that it can be an index", () => {
      expect(arange(3).dtype).toBe("int32");
      expect(arange(0, 3, 0.5).dtype).toBe("float32");
      expect(arange(0, 3, 1, "float32").dtype).toBe("float32");
    });

    it("says which steps lead nowhere", () => {
      expect(() => arange(0, 3, -1)).toThrow(/steps of -1 do not lead from 0 to 3/);
      expect(() => arange(0, 3, 0)).toThrow(/steps of 0/);
    });
  });

  describe("linspace", () => {
    it("has both ends and the middle exactly", async () => {
      for (const steps of [15, 120, 250, 1001]) {
        const values = await linspace(-1, 1, steps).data();
        expect(values[0]).toBe(-1);
        expect(values[steps - 1]).toBe(1);
        if (steps % 2 === 1) expect(values[(steps - 1) / 2]).toBeCloseTo(0, 15);
      }
    });

    it("takes few steps and runs downwards", async () => {
      await expectTensor(linspace(3, 5, 1), [3]);
      expect(linspace(3, 5, 0).shape).toEqual([0]);
      await expectTensor(linspace(1, 0, 3), [1, 0.5, 0]);
      expect(() => linspace(0, 1, 2.5)).toThrow(/whole number of at least 0, not 2.5/);
    });
  });

  describe("stack, concatenate and vstack", () => {
    const [x, y] = [() => tf.tensor1d([1, 2]), () => tf.tensor1d([3, 4])];

    it("stack along a new axis", async () => {
      await expectTensor(stack([x(), y()]), [
        [1, 2],
        [3, 4],
      ]);
      await expectTensor(stack([x(), y()], -1), [
        [1, 3],
        [2, 4],
      ]);
    });

    it("concatenate along an axis that is there", async () => {
      await expectTensor(concatenate([x(), y()]), [1, 2, 3, 4]);
      expect(concatenate([counting(2, 3), counting(2, 5)], -1).shape).toEqual([2, 8]);
    });

    it("stack rows, vectors and tables alike", async () => {
      await expectTensor(vstack([x(), y()]), [
        [1, 2],
        [3, 4],
      ]);
      await expectTensor(
        vstack([
          tf.tensor2d([
            [1, 2],
            [3, 4],
          ]),
          tf.tensor1d([5, 6]),
        ]),
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
      );
    });

    it("widen integers beside floats instead of cutting floats", async () => {
      await expectTensor(concatenate([tf.tensor1d([1], "int32"), tf.tensor1d([1.5])]), [1, 1.5]);
      await expectTensor(stack([tf.tensor1d([true], "bool"), tf.tensor1d([7], "int32")]), [[1], [7]]);
    });

    it("have the gradient of finite differences", async () => {
      await expectGradient((t) => stack([t, t.square()], 1), wavy([3]));
      await expectGradient((t) => concatenate([t, t.square()], -1), wavy([2, 2]));
    });

    it("say which shapes do not fit", () => {
      expect(() => stack([counting(2), counting(3)])).toThrow(/\[2\] \[3\][\s\S]*concatenate/);
      expect(() => concatenate([counting(2, 3), counting(2, 4)])).toThrow(
        /may differ in axis 0 only[\s\S]*\[2, 3\] \[2, 4\][\s\S]*stack/,
      );
      expect(() => concatenate([])).toThrow(/at least one tensor/);
    });

    it("say which entry is no tensor, and what a number becomes", () => {
      const mixed = [1, counting(3), 0] as unknown as tf.Tensor[];
      expect(() => stack(mixed, -1)).toThrow(/entry 0 is the number 1[\s\S]*tf\.fill\(x\.shape, 1\)/);
      expect(() => stack(mixed.slice(1), -1)).toThrow(/entry 1 is the number 0/);
      expect(() => stack([counting(3), [1, 2, 3] as unknown as tf.Tensor])).toThrow(
        /entry 1 is the array \[1,2,3\][\s\S]*tf\.tensor\(/,
      );
    });
  });

  describe("squeeze and unsqueeze", () => {
    it("drop and add axes of length 1", () => {
      expect(squeeze(counting(1, 3, 1)).shape).toEqual([3]);
      expect(squeeze(counting(1, 3, 1), -1).shape).toEqual([1, 3]);
      expect(squeeze(counting(1, 3, 1), [0, 2]).shape).toEqual([3]);
      expect(squeeze(counting(1, 3), 1).shape).toEqual([1, 3]); // as in PyTorch, a longer axis stays
      expect(unsqueeze(counting(4, 3), 1).shape).toEqual([4, 1, 3]);
      expect(unsqueeze(counting(4, 3), -1).shape).toEqual([4, 3, 1]);
      expect(() => unsqueeze(counting(4, 3), 3)).toThrow(/no axis 3[\s\S]*-3 to 2/);
    });
  });

  describe("broadcastShapes", () => {
    it("aligns shapes at their last axis", () => {
      expect(broadcastShapes([8, 1, 3], [5, 1])).toEqual([8, 5, 3]);
      expect(broadcastShapes([], [2])).toEqual([2]);
      expect(broadcastShapes([0, 1], [3])).toEqual([0, 3]);
      expect(() => broadcastShapes([2, 3], [2])).toThrow(/axis -1 has the lengths 3 and 2/);
    });
  });
});
