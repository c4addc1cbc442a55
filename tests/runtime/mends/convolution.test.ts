import { expect, it } from "vitest";
import { tf } from "../../../src/runtime/tf.ts";
import { onEachBackend } from "../each-backend.ts";
import { expectGradient, expectSecondOrder, expectTensor, wave } from "../numbers.ts";

type Tensor = import("#tfjs").Tensor;
type Tensor4D = import("#tfjs").Tensor4D;
type Tensor5D = import("#tfjs").Tensor5D;

const conv2d =
  (
    strides: number | [number, number],
    pad: "same" | "valid" | number,
    dilations: number | [number, number] = 1,
  ) =>
  (x: Tensor, w: Tensor): Tensor =>
    tf.conv2d(x as Tensor4D, w as Tensor4D, strides, pad, "NHWC", dilations);

onEachBackend("conv2d", () => {
  it("pads 'same' right when the stride is larger than the filter", async () => {
    const x = tf.range(1, 37).reshape([1, 6, 6, 1]);
    await expectTensor(
      conv2d(3, "same")(x, tf.ones([2, 2, 1, 1])),
      [1, 2, 2, 1],
      [1 + 2 + 7 + 8, 4 + 5 + 10 + 11, 90, 102],
    );
  });

  it("pads by a number the same on each side, whatever the filter's and the stride's shape", async () => {
    const y = conv2d([1, 2], 2)(tf.ones([1, 3, 4, 1]), tf.ones([3, 2, 1, 1]));
    expect(y.shape).toEqual([1, 5, 4, 1]);
    await expectTensor(
      y,
      [1, 5, 4, 1],
      [1, 2, 3, 2, 1].flatMap((rows) => [0, 2 * rows, 2 * rows, 0]),
    );
    await expectTensor(
      tf.maxPool(tf.ones([1, 3, 4, 1]) as Tensor4D, [3, 1], 1, 0),
      [1, 1, 4, 1],
      [1, 1, 1, 1],
    );
  });

  it.each([
    ["stride 1, same", conv2d(1, "same")],
    ["stride 2, same", conv2d(2, "same")],
    ["stride 2, valid", conv2d(2, "valid")],
    ["stride [1, 3], same", conv2d([1, 3], "same")],
    ["padding 2", conv2d(1, 2)],
    ["dilation 2", conv2d(1, "same", 2)],
    ["dilation [2, 1], valid", conv2d(1, "valid", [2, 1])],
  ])("has gradients: %s", async (_, convolve) => {
    await expectGradient(convolve, [wave([2, 5, 4, 2]), wave([3, 2, 2, 3], 1)]);
  });

  it("has gradients with many input channels", async () => {
    await expectGradient(conv2d(2, "same"), [wave([1, 3, 3, 9]), wave([2, 2, 9, 1], 1)]);
  });

  it("has second derivatives", async () => {
    await expectSecondOrder(
      (x, w) => conv2d(1, "same")(x, w).square(),
      [wave([1, 3, 3, 1]), wave([2, 2, 1, 1], 1)],
    );
  });
});

onEachBackend("depthwise and three-dimensional convolution", () => {
  it.each([
    [1, 1],
    [2, 1],
    [1, 2],
  ])("depthwise has gradients with stride %s and dilation %s", async (stride, dilation) => {
    await expectGradient(
      (x, w) => tf.depthwiseConv2d(x as Tensor4D, w as Tensor4D, stride, "same", "NHWC", dilation),
      [wave([1, 4, 4, 2]), wave([2, 2, 2, 2], 1)],
    );
  });

  it("conv3d and its transpose have gradients", async () => {
    await expectGradient(
      (x, w) => tf.conv3d(x as Tensor5D, w as Tensor5D, 1, "same"),
      [wave([1, 3, 3, 2, 1]), wave([2, 2, 2, 1, 1], 1)],
    );
    await expectGradient(
      (x, w) => tf.conv3dTranspose(x as Tensor5D, w as Tensor5D, [1, 3, 3, 2, 1], 1, "same"),
      [wave([1, 3, 3, 2, 1]), wave([2, 2, 2, 1, 1], 1)],
    );
  });

  it("conv2dTranspose has gradients", async () => {
    await expectGradient(
      (x, w) => tf.conv2dTranspose(x as Tensor4D, w as Tensor4D, [1, 6, 6, 2], 2, "same"),
      [wave([1, 3, 3, 1]), wave([3, 3, 2, 1], 1)],
    );
  });
}, ["cpu", "wasm"]);

onEachBackend(
  "convolutions outside webgpu",
  (backend) => {
    it("dilation2d finds a maximum below zero", async () => {
      const x = tf.tensor([-5, -3, -4, -9], [1, 2, 2, 1]) as Tensor4D;
      await expectTensor(tf.dilation2d(x, tf.zeros([2, 2, 1]), 1, "valid"), [1, 1, 1, 1], [-3]);
    });

    const UNEVEN: [number, number][] = [
      [1, 2],
      [0, 1],
    ];
    const NONE: [number, number] = [0, 0];

    it.each([
      [1, 1],
      [2, 1],
      [1, 2],
    ])("gives NCHW's gradients with uneven padding, stride %i, dilation %i", async (stride, dilation) => {
      const [x, w] = [wave([2, 3, 9, 8]), wave([3, 3, 3, 5], 1)];
      const [rows, columns] = UNEVEN as [[number, number], [number, number]];
      const first = (a: Tensor, b: Tensor) =>
        tf.conv2d(a as Tensor4D, b as Tensor4D, stride, [NONE, NONE, rows, columns], "NCHW", dilation);
      const last = (a: Tensor, b: Tensor) => {
        const y = a.transpose([0, 2, 3, 1]) as Tensor4D;
        const z = tf.conv2d(y, b as Tensor4D, stride, [NONE, rows, columns, NONE], "NHWC", dilation);
        return z.transpose([0, 3, 1, 2]);
      };
      const gradients = tf.grads((a, b) => first(a, b).square())([x, w]);
      const expected = tf.grads((a, b) => last(a, b).square())([x, w]);
      for (const [i, each] of expected.entries())
        await expectTensor(gradients[i] as Tensor, each.shape, Array.from(each.dataSync()), "float32", 1e-4);
    });

    it("takes NCHW", async () => {
      if (backend === "cpu") return;
      const x = wave([1, 4, 4, 2]) as Tensor4D;
      const w = wave([2, 2, 2, 3], 1) as Tensor4D;
      const expected = Array.from(await tf.conv2d(x, w, 1, "same").transpose([0, 3, 1, 2]).data());
      await expectTensor(tf.conv2d(x.transpose([0, 3, 1, 2]), w, 1, "same", "NCHW"), [1, 3, 4, 4], expected);
      expect(expected.some((value) => value !== 0)).toBe(true);
    });
  },
  ["cpu", "wasm"],
);
