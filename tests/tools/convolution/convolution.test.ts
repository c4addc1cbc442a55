import { describe, expect, it } from "vitest";
import { avgPool2d, conv1d, conv2d, convTranspose2d, maxPool2d, pad, tf } from "../../../src/tools/index.ts";
import { counting, expectGradient, expectTensor, onEachBackend, wavy } from "../support.ts";
import { naiveConv2d } from "./naive.ts";

onEachBackend(() => {
  describe("conv2d", () => {
    it("adds up each window, channels before height and width", async () => {
      await expectTensor(conv2d(counting(1, 1, 3, 3), tf.ones([1, 1, 2, 2])), [
        [
          [
            [8, 12],
            [20, 24],
          ],
        ],
      ]);
      await expectTensor(conv2d(counting(1, 2, 2, 2), tf.tensor4d([[[[1]], [[10]]]])), [
        [
          [
            [40, 51],
            [62, 73],
          ],
        ],
      ]);
    });

    it("agrees with loops for strides, paddings, dilations and groups", async () => {
      const x = wavy([2, 4, 6, 7]);
      for (const options of [
        {},
        { stride: 2 },
        { padding: 1 },
        { stride: [2, 1], padding: [0, 2] },
        { dilation: 2 },
        { stride: 2, dilation: 2, padding: 2 },
      ] as const) {
        const weight = wavy([3, 4, 3, 2], 1);
        await expectTensor(conv2d(x, weight, options), naiveConv2d(x, weight, options), 4);
      }
      const grouped = wavy([6, 2, 3, 3], 1);
      await expectTensor(
        conv2d(x, grouped, { groups: 2, padding: 1 }),
        naiveConv2d(x, grouped, { groups: 2, padding: 1 }),
        4,
      );
    });

    it("adds a bias to each channel", async () => {
      await expectTensor(
        conv2d(tf.zeros([1, 1, 1, 2]), tf.ones([2, 1, 1, 1]), { bias: tf.tensor1d([3, 5]) }),
        [[[[3, 3]], [[5, 5]]]],
      );
    });

    it("takes one image without a batch, and padding that keeps the size", () => {
      expect(conv2d(counting(3, 5, 5), wavy([2, 3, 4, 4]), { padding: "same" }).shape).toEqual([2, 5, 5]);
    });

    it("has the gradients of finite differences", async () => {
      const [x, weight, bias] = [wavy([2, 2, 4, 5]), wavy([3, 2, 3, 2], 1), wavy([3], 2)];
      const options = { stride: 2, padding: 1, bias };
      await expectGradient((t) => conv2d(t, weight, options), x);
      await expectGradient((t) => conv2d(x, t, options), weight);
      await expectGradient((t) => conv2d(x, weight, { ...options, bias: t }), bias);
      await expectGradient((t) => conv2d(x, t, { dilation: 2 }), wavy([1, 2, 2, 2]));
    });

    it("says what does not fit", () => {
      expect(() => conv2d(counting(1, 4, 4, 3), wavy([8, 3, 2, 2]))).toThrow(
        /input has 4 channels, but the weight wants 3[\s\S]*\[1, 4, 4, 3\][\s\S]*before height and width/,
      );
      expect(() => conv2d(counting(1, 1, 2, 2), wavy([1, 1, 3, 3]))).toThrow(
        /kernel covers \[3, 3\] pixels, more than the padded image \[2, 2\]/,
      );
      expect(() => conv2d(counting(4), wavy([1, 1, 3, 3]))).toThrow(
        /must be \[batch, channel, height, width\], not \[4\]/,
      );
      expect(() => conv2d(counting(1, 1, 4, 4), wavy([1, 1, 3, 3]), { stride: 0 })).toThrow(
        /stride must be a whole number of at least 1/,
      );
      expect(() => conv2d(counting(1, 4, 4, 4), wavy([3, 2, 1, 1]), { groups: 2 })).toThrow(
        /3 output channels cannot be split into 2 groups/,
      );
      expect(() => conv2d(counting(1, 1, 4, 4), wavy([1, 1, 3, 3]), { stride: 2, padding: "same" })).toThrow(
        /stride must be 1/,
      );
      expect(() => conv2d(counting(1, 1, 4, 4), wavy([2, 1, 3, 3]), { bias: counting(3) })).toThrow(
        /each of the 2 output channels, not \[3\]/,
      );
    });
  });

  describe("conv1d", () => {
    it("slides over one axis", async () => {
      await expectTensor(conv1d(tf.tensor3d([[[1, 2, 4, 8]]]), tf.tensor3d([[[-1, 1]]])), [[[1, 2, 4]]]);
      await expectTensor(
        conv1d(tf.tensor2d([[1, 2, 4, 8]]), tf.tensor3d([[[1, 1]]]), { stride: 2, padding: 1 }),
        [[1, 6, 8]],
      );
      expect(conv1d(counting(2, 3, 10), wavy([5, 3, 3]), { padding: "same", bias: wavy([5]) }).shape).toEqual(
        [2, 5, 10],
      );
      expect(() => conv1d(counting(10), wavy([5, 3, 3]))).toThrow(/\[batch, inChannels, width\]/);
    });

    it("has the gradient of finite differences", async () => {
      await expectGradient((t) => conv1d(wavy([2, 2, 6]), t, { stride: 2, padding: 1 }), wavy([3, 2, 3]));
    });
  });

  describe("convTranspose2d", () => {
    it("stamps the kernel once a pixel", async () => {
      await expectTensor(
        convTranspose2d(tf.tensor4d([[[[1, 2]]]]), tf.tensor4d([[[[1, 10]]]]), { stride: [1, 2] }),
        [[[[1, 10, 2, 20]]]],
      );
      await expectTensor(convTranspose2d(tf.tensor4d([[[[1, 2]]]]), tf.tensor4d([[[[1, 10]]]])), [
        [[[1, 12, 20]]],
      ]);
    });

    it("is the gradient of conv2d with respect to its input", async () => {
      const x = wavy([2, 3, 7, 8]);
      const weight = wavy([4, 3, 3, 3], 1);
      const options = { stride: 2, padding: 1 };
      const y = conv2d(x, weight, options);
      const dy = wavy(y.shape, 2);
      const dx = tf.grad((t) => tf.sum(tf.mul(conv2d(t, weight, options), dy)))(x);
      await expectTensor(convTranspose2d(dy, weight, { ...options, outputPadding: [0, 1] }), dx, 4);
    });

    it("adds rows beyond the reach of the kernel if outputPadding says so", async () => {
      const y = convTranspose2d(tf.ones([1, 1, 1, 1]), tf.ones([1, 1, 1, 1]), {
        stride: 2,
        outputPadding: 1,
        bias: tf.tensor1d([5]),
      });
      await expectTensor(y, [
        [
          [
            [6, 5],
            [5, 5],
          ],
        ],
      ]);
    });

    it("has the gradients of finite differences", async () => {
      const [x, weight] = [wavy([1, 2, 3, 2]), wavy([2, 3, 3, 2], 1)];
      await expectGradient((t) => convTranspose2d(t, weight, { stride: 2, padding: 1 }), x);
      await expectGradient((t) => convTranspose2d(x, t, { stride: 2, padding: 1 }), weight);
    });

    it("says what does not fit", () => {
      expect(() => convTranspose2d(counting(1, 2, 3, 3), wavy([4, 2, 3, 3]))).toThrow(
        /\[inChannels, outChannels[\s\S]*input's channels come first/,
      );
      expect(() => convTranspose2d(counting(1, 2, 3, 3), wavy([2, 2, 3, 3]), { outputPadding: 1 })).toThrow(
        /smaller than the stride/,
      );
    });
  });

  describe("maxPool2d and avgPool2d", () => {
    it("keeps int32, on every backend", async () => {
      const pooled = maxPool2d(counting(1, 1, 4, 4).toInt(), 2, { padding: 1 });
      expect(pooled.dtype).toBe("int32");
      await expectTensor(pooled, [
        [
          [
            [0, 2, 3],
            [8, 10, 11],
            [12, 14, 15],
          ],
        ],
      ]);
    });

    it("take the largest entry or the average of each window", async () => {
      await expectTensor(maxPool2d(counting(1, 1, 4, 4), 2), [
        [
          [
            [5, 7],
            [13, 15],
          ],
        ],
      ]);
      await expectTensor(avgPool2d(counting(1, 1, 4, 4), 2), [
        [
          [
            [2.5, 4.5],
            [10.5, 12.5],
          ],
        ],
      ]);
      await expectTensor(maxPool2d(counting(2, 3, 4), [1, 2], { stride: 1 }).slice([1, 0, 0], [1, 1, 3]), [
        [[13, 14, 15]],
      ]);
    });

    it("never let padding win, even where all entries are negative", async () => {
      await expectTensor(maxPool2d(tf.fill([1, 1, 2, 2], -5), 2, { padding: 1 }), tf.fill([1, 1, 2, 2], -5));
    });

    it("look at pixels that lie apart, as dilation says, and give the first of equals the gradient", async () => {
      const x = counting(1, 1, 4, 5); // each row is 5 more than the one above
      await expectTensor(maxPool2d(x, 2, { stride: 1, dilation: [2, 3] }), [
        [
          [
            [13, 14],
            [18, 19],
          ],
        ],
      ]);
      const equal = tf.ones([1, 1, 3, 3]);
      const gradient = tf.grad((y) => tf.sum(maxPool2d(y, 2, { dilation: 2 })))(equal);
      await expectTensor(gradient.flatten(), [1, 0, 0, 0, 0, 0, 0, 0, 0]);
    });

    it("count the padding's zeros in the average unless told otherwise", async () => {
      const x = tf.fill([1, 1, 2, 2], 4);
      await expectTensor(avgPool2d(x, 2, { padding: 1 }), tf.ones([1, 1, 2, 2]));
      await expectTensor(avgPool2d(x, 2, { padding: 1, countIncludePad: false }), x);
    });

    it("have the gradients of finite differences", async () => {
      await expectGradient((x) => maxPool2d(x, 3, { stride: 2, padding: 1 }), wavy([2, 2, 5, 4]), {
        step: 1e-3,
      });
      await expectGradient(
        (x) => maxPool2d(x, 3, { stride: 1, padding: 1, dilation: 2 }),
        wavy([1, 2, 6, 5]),
        {
          step: 1e-3,
        },
      );
      await expectGradient((x) => avgPool2d(x, 3, { stride: 2, padding: 1 }), wavy([1, 2, 5, 4]));
      await expectGradient(
        (x) => avgPool2d(x, 3, { padding: 1, countIncludePad: false }),
        wavy([1, 1, 3, 4]),
      );
    });

    it("say what does not fit", () => {
      expect(() => maxPool2d(counting(1, 1, 2, 2), 3)).toThrow(
        /window \[3, 3\] is larger than the padded image \[2, 2\]/,
      );
      expect(() => maxPool2d(counting(1, 1, 4, 4), 3, { dilation: 2 })).toThrow(
        /window \[3, 3\], which reaches over \[5, 5\] with a dilation of \[2, 2\], is larger than the padded image \[4, 4\]/,
      );
      expect(() => maxPool2d(counting(1, 1, 4, 4), 2, { dilation: 0 })).toThrow(
        /dilation must be a whole number of at least 1/,
      );
      expect(() => maxPool2d(counting(1, 1, 9, 9), 3, { padding: 2, dilation: 2 })).toThrow(
        /more than half of the window/,
      );
      expect(() => avgPool2d(counting(1, 1, 4, 4), 2, { padding: 2 })).toThrow(
        /more than half of the window/,
      );
    });
  });

  describe("pad", () => {
    it("adds entries, the last axis first", async () => {
      await expectTensor(pad(tf.tensor1d([1, 2]), [1, 2]), [0, 1, 2, 0, 0]);
      await expectTensor(pad(tf.tensor2d([[1, 2]]), [0, 1, 1, 0], { value: 7 }), [
        [7, 7, 7],
        [1, 2, 7],
      ]);
    });

    it("mirrors, repeats the edge or goes round", async () => {
      const x = tf.tensor1d([1, 2, 3]);
      await expectTensor(pad(x, [2, 1], { mode: "reflect" }), [3, 2, 1, 2, 3, 2]);
      await expectTensor(pad(x, [2, 1], { mode: "replicate" }), [1, 1, 1, 2, 3, 3]);
      await expectTensor(pad(x, [2, 1], { mode: "circular" }), [2, 3, 1, 2, 3, 1]);
    });

    it("has the gradients of finite differences", async () => {
      for (const mode of ["constant", "reflect", "replicate", "circular"] as const) {
        await expectGradient((x) => pad(x, [1, 2, 1, 0], { mode }), wavy([2, 3]));
      }
    });

    it("says what does not fit", () => {
      expect(() => pad(counting(2), [1])).toThrow(
        /\[1\] is no padding for a tensor \[2\][\s\S]*pairs \[before, after\]/,
      );
      expect(() => pad(counting(2), [2, 0], { mode: "reflect" })).toThrow(/at most 1 on each side of axis 0/);
    });
  });
});
