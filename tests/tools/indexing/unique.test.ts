import { describe, expect, it } from "vitest";
import { tf, unique } from "../../../src/tools/index.ts";
import { expectTensor, onEachBackend } from "../support.ts";

onEachBackend(() => {
  describe("unique", () => {
    it("gives each different entry once, where it went and how often it occurs", async () => {
      const labels = tf.tensor1d([3, 1, 3], "int32");
      const { values, inverse, counts } = await unique(labels);
      expect(values.dtype).toBe("int32");
      await expectTensor(values, [1, 3]);
      await expectTensor(inverse, [1, 0, 1]);
      await expectTensor(counts, [1, 2]);
      await expectTensor(tf.gather(values, inverse as tf.Tensor1D), labels);
    });

    it("compares the slices along an axis as wholes", async () => {
      const table = tf.tensor2d([
        [2, 1, 2, 0],
        [0, 5, 0, 9],
      ]); // [2, 4]
      const { values, inverse, counts } = await unique(table, -1);
      await expectTensor(values, [
        [0, 1, 2],
        [9, 5, 0],
      ]);
      await expectTensor(inverse, [2, 1, 2, 0]);
      await expectTensor(counts, [1, 1, 2]);
    });

    it("leaves no tensors behind but its three", async () => {
      const x = tf.tensor2d([
        [1, 2],
        [1, 3],
      ]);
      const before = tf.memory().numTensors;
      const results = Object.values(await unique(x, 1));
      tf.dispose(results);
      expect(tf.memory().numTensors).toBe(before);
    });

    it("names the axes that there are", async () => {
      await expect(unique(tf.zeros([2, 3]), 2)).rejects.toThrow(/unique: there is no axis 2 here.*-2 to 1/s);
    });
  });
});
