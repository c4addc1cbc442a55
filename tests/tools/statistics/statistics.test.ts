import { describe, expect, it } from "vitest";
import { all, any, logSoftmax, softmax, std, tf, variance } from "../../../src/tools/index.ts";
import { counting, expectGradient, expectTensor, gradientOf, onEachBackend, wavy } from "../support.ts";

onEachBackend(() => {
  describe("variance and std", () => {
    it("divide by n - 1 unless told otherwise", async () => {
      const x = tf.tensor1d([1, 2, 3, 4]);
      await expectTensor(variance(x), tf.scalar(5 / 3));
      await expectTensor(variance(x, 0, { correction: 0 }), tf.scalar(1.25));
      await expectTensor(std(x), tf.scalar(Math.sqrt(5 / 3)));
    });

    it("reduce some axes and keep them if asked", async () => {
      await expectTensor(
        variance(
          tf.tensor2d([
            [1, 3],
            [2, 6],
          ]),
          1,
        ),
        [2, 8],
      );
      expect(variance(counting(2, 3, 4), [0, 2], { keepDims: true }).shape).toEqual([1, 3, 1]);
      await expectTensor(variance(tf.tensor1d([1, 3], "int32"), -1), tf.scalar(2));
    });

    it("say that the axis comes before the options", () => {
      const options = { correction: 0 } as unknown as number;
      expect(() => variance(counting(2, 3), options)).toThrow(
        /^variance: the axis.*before the options.*variance\(x, undefined, \{ correction: 0 \}\)/s,
      );
      expect(() => std(counting(2, 3), options)).toThrow(/^std: the axis/);
    });

    it("give NaN for one entry, 0 for equal ones", async () => {
      expect((await variance(tf.tensor1d([5])).data())[0]).toBeNaN();
      await expectTensor(std(tf.tensor1d([5, 5])), tf.scalar(0));
    });

    it("have the gradients of finite differences, and 0 where the deviation is 0", async () => {
      await expectGradient((x) => variance(x, 1), wavy([2, 3]));
      await expectGradient((x) => std(x, 0), wavy([3, 2]));
      await expectGradient(
        gradientOf((x) => std(x)),
        wavy([4]),
      );
      await expectTensor(tf.grad((x) => std(x))(tf.ones([3])), [0, 0, 0]);
    });
  });

  describe("any and all", () => {
    it("reduce axes to bool, numbers other than 0 being true", async () => {
      const x = tf.tensor2d([
        [0, 0],
        [0, 2],
        [-1, 0.5],
      ]);
      await expectTensor(any(x, 1), [0, 1, 1]);
      await expectTensor(all(x, 1), [0, 0, 1]);
      expect(any(x).dtype).toBe("bool");
      await expectTensor(any(x), tf.scalar(1));
      expect(all(x, 0, { keepDims: true }).shape).toEqual([1, 2]);
      await expectTensor(any(tf.tensor1d([0, 3], "int32")), tf.scalar(1));
      await expectTensor(all(tf.scalar(2)), tf.scalar(1));
    });
  });

  describe("softmax and logSoftmax", () => {
    it("share out along any axis", async () => {
      await expectTensor(softmax(tf.tensor1d([0, Math.log(3)])), [0.25, 0.75]);
      await expectTensor(softmax(tf.zeros([2, 3]), 0), tf.fill([2, 3], 0.5));
      const x = wavy([2, 3, 4]);
      await expectTensor(tf.sum(softmax(x, 1), 1), tf.ones([2, 4]));
      await expectTensor(logSoftmax(x, 1), tf.log(softmax(x, 1)));
    });

    it("take large scores and -Infinity", async () => {
      await expectTensor(softmax(tf.tensor1d([1000, 1000, -Infinity])), [0.5, 0.5, 0]);
      await expectTensor(logSoftmax(tf.tensor1d([0, 1000])), [-1000, 0]);
    });

    it("have first and second derivatives", async () => {
      await expectGradient((x) => softmax(x, 0), wavy([3, 2]));
      await expectGradient((x) => logSoftmax(x, 0), wavy([3, 2]));
      await expectGradient(
        gradientOf((x) => softmax(x, 0)),
        wavy([3, 2]),
      );
      await expectGradient(
        gradientOf((x) => logSoftmax(x)),
        wavy([2, 3]),
      );
    });
  });
});
