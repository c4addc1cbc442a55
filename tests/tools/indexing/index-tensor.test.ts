import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arange, index, indexByMask, tf } from "../../../src/tools/index.ts";
import { counting, expectGradient, expectTensor, onEachBackend, wavy } from "../support.ts";

const ints = (...values: number[]) => tf.tensor1d(values, "int32");

onEachBackend(() => {
  describe("index", () => {
    const x = () => counting(2, 3, 4);

    it("takes single entries, also from the end", async () => {
      await expectTensor(index(x(), 1, 0), [12, 13, 14, 15]);
      await expectTensor(index(x(), ":", -1, 0), [8, 20]);
      await expectTensor(index(x(), 1, 2, 3), tf.scalar(23));
    });

    it("takes ranges by Python's rules", async () => {
      const row = counting(6);
      await expectTensor(index(row, "1:4"), [1, 2, 3]);
      await expectTensor(index(row, "1:5:2"), [1, 3]);
      await expectTensor(index(row, "-2:"), [4, 5]);
      await expectTensor(index(row, ":100"), [0, 1, 2, 3, 4, 5]);
      await expectTensor(index(row, "::-1"), [5, 4, 3, 2, 1, 0]);
      await expectTensor(index(row, "4:0:-2"), [4, 2]);
      await expectTensor(index(row, " 1 : 3 "), [1, 2]);
      expect(index(row, "3:1").shape).toEqual([0]);
      expect(index(row, "9:").shape).toEqual([0]);
    });

    it("gives the entries that a plain array gives, for any range", () => {
      const part = fc.option(fc.integer({ min: -8, max: 8 }), { nil: undefined });
      const step = fc.integer({ min: -3, max: 3 }).filter((by) => by !== 0);
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 6 }), part, part, step, (length, begin, end, by) => {
          const result = index(arange(length), `${begin ?? ""}:${end ?? ""}:${by}`);
          expect([...result.dataSync()]).toEqual(pythonRange(length, begin, end, by));
        }),
        { numRuns: 150 },
      );
    });

    it("fills up with ... and whole axes", async () => {
      await expectTensor(index(x(), "...", 0), [
        [0, 4, 8],
        [12, 16, 20],
      ]);
      await expectTensor(index(x(), 0, "...", "1:3"), [
        [1, 2],
        [5, 6],
        [9, 10],
      ]);
      expect(index(x()).shape).toEqual([2, 3, 4]);
    });

    it("adds axes of length 1", () => {
      expect(index(x(), null, "...", "newaxis").shape).toEqual([1, 2, 3, 4, 1]);
      expect(index(x(), 0, null, 1).shape).toEqual([1, 4]);
    });

    it("picks by positions of any shape", async () => {
      await expectTensor(index(counting(4), ints(3, 0, -1)), [3, 0, 3]);
      await expectTensor(index(x(), 0, [0, 2]), [
        [0, 1, 2, 3],
        [8, 9, 10, 11],
      ]);
      expect(
        index(
          x(),
          ":",
          tf.tensor2d(
            [
              [0, 1],
              [2, 0],
            ],
            [2, 2],
            "int32",
          ),
        ).shape,
      ).toEqual([2, 2, 2, 4]);
      expect(index(x(), ":", tf.scalar(1, "int32")).shape).toEqual([2, 4]);
    });

    it("picks entry by entry with several tensors, which broadcast", async () => {
      const scores = counting(3, 4);
      await expectTensor(index(scores, arange(3), ints(1, 0, 3)), [1, 4, 11]);
      await expectTensor(index(scores, tf.tensor2d([[0], [2]], [2, 1], "int32"), ints(1, 3)), [
        [1, 3],
        [9, 11],
      ]);
    });

    it("puts the picked axes in their place if they are neighbours, else first, as PyTorch does", async () => {
      expect(index(counting(2, 3, 4, 5), ":", [0, 1], [0, 1]).shape).toEqual([2, 2, 5]);
      expect(index(counting(2, 3, 4, 5), [0, 1], ":", [0, 1]).shape).toEqual([2, 3, 5]);
      expect(index(counting(2, 3, 4, 5), ":", [0, 1, 2], ":", [0, 1, 2]).shape).toEqual([3, 2, 4]);
      // a number is gone before
      expect(index(counting(2, 3, 4, 5), ":", [0, 1, 2], 0, [0, 1, 2]).shape).toEqual([2, 3]);
      await expectTensor(index(x(), [0, 1], ":", [1, 2]), [
        [1, 5, 9],
        [14, 18, 22],
      ]);
    });

    it("picks where a mask is true", async () => {
      await expectTensor(index(x(), x().greater(20)), [21, 22, 23]);
      await expectTensor(index(x(), tf.tensor1d([false, true], "bool"), 0, "2:"), [[14, 15]]);
      await expectTensor(index(x(), 0, tf.tensor1d([true, false, true], "bool"), 1), [1, 9]);
      expect(index(x(), tf.zeros([2, 3], "bool")).shape).toEqual([0, 4]);
    });

    it("waits for a mask where asked to", async () => {
      await expectTensor(await indexByMask(x(), x().greater(20)), [21, 22, 23]);
      await expectTensor(await indexByMask(counting(3, 2), tf.tensor1d([true, false, true], "bool")), [
        [0, 1],
        [4, 5],
      ]);
    });

    it("gives a tensor of its own and leaves no others behind", async () => {
      const whole = x();
      const before = tf.memory().numTensors;
      index(whole, ":").dispose();
      index(whole, [0, 1], "::2", [1, 2]).dispose();
      expect(tf.memory().numTensors).toBe(before);
      expect((await whole.data())[5]).toBe(5);
    });

    it("has the gradients of finite differences", async () => {
      await expectGradient((t) => index(t, 0, "::-2", "1:"), wavy([2, 3, 4]));
      await expectGradient((t) => index(t, [0, 1, 0], ":", [1, 2, 1]), wavy([2, 2, 3]));
      await expectGradient((t) => index(t, tf.tensor1d([true, false, true], "bool")), wavy([3, 2]));
    });

    it("says what is wrong with an index", () => {
      expect(() => index(x(), 5)).toThrow(/position 5 is outside an axis of length 2[\s\S]*-2 to 1/);
      expect(() => index(x(), ":", ints(0, 3))).toThrow(
        /position 3 is outside an axis of length 3[\s\S]*axis +1/,
      );
      expect(() => index(x(), 0, 0, 0, 0)).toThrow(/stand for 4 axes, but the tensor has 3: \[2, 3, 4\]/);
      expect(() => index(x(), "...", "...")).toThrow(/"..." may stand once/);
      expect(() => index(x(), "1:2:0")).toThrow(/step of "1:2:0" is 0/);
      expect(() => index(x(), "a:b")).toThrow(/"a:b" is no index[\s\S]*"::-1"/);
      expect(() => index(x(), 0.5)).toThrow(/0.5 is no index/);
      expect(() => index(x(), tf.tensor1d([1]))).toThrow(/int32 tensor, not float32[\s\S]*toInt/);
      expect(() => index(x(), [0, 1], [0, 1, 2])).toThrow(/lengths 2 and 3, which do not broadcast/);
      expect(() => index(x(), tf.zeros([3], "bool"))).toThrow(
        /mask \[3\] does not fit the axes \[2\][\s\S]*where/,
      );
    });
  });
});

/** Python's own rule for x[begin:end:step]. */
function pythonRange(
  length: number,
  begin: number | undefined,
  end: number | undefined,
  step: number,
): number[] {
  const bound = (at: number) =>
    Math.max(step > 0 ? 0 : -1, Math.min(at < 0 ? at + length : at, step > 0 ? length : length - 1));
  const first = begin === undefined ? (step > 0 ? 0 : length - 1) : bound(begin);
  const stop = end === undefined ? (step > 0 ? length : -1) : bound(end);
  const result: number[] = [];
  for (let at = first; step > 0 ? at < stop : at > stop; at += step) result.push(at);
  return result;
}
