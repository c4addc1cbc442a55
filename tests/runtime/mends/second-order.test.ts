import { expect, it } from "vitest";
import { tf } from "../../../src/runtime/tf.ts";
import { onEachBackend } from "../each-backend.ts";
import { expectGradient, expectSecondOrder, expectTensor, wave } from "../numbers.ts";

type Tensor = import("#tfjs").Tensor;

const OPERATIONS: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  sigmoid: tf.sigmoid,
  tanh: tf.tanh,
  exp: tf.exp,
  elu: (x) => tf.elu(x.sub(2)),
  softmax: tf.softmax,
  logSoftmax: tf.logSoftmax,
  silu: (x) => x.mul(tf.sigmoid(x)),
  "tanh of a product": (x) => tf.tanh(tf.matMul(x, x, false, true)),
  "cross entropy": (x) =>
    tf.losses.softmaxCrossEntropy(tf.oneHot(tf.tensor1d([1, 0], "int32"), 3).cast("float32"), x),
};

onEachBackend("second derivatives", () => {
  it.each(Object.entries(OPERATIONS))("of %s", async (_, f) => {
    await expectSecondOrder(f, [wave([2, 3])]);
  });

  it("of exp, three times over, is exp", async () => {
    const third = tf.grad(tf.grad(tf.grad(tf.exp)));
    await expectTensor(third(tf.tensor1d([0, 1])), [2], [1, Math.E]);
  });
});

onEachBackend("functions that stock limits", () => {
  it("softmax and logSoftmax take any axis, also as methods", async () => {
    const x = tf.tensor2d([
      [0, 5],
      [Math.log(3), 5],
    ]);
    await expectTensor(tf.softmax(x, 0), [2, 2], [0.25, 0.5, 0.75, 0.5]);
    await expectTensor(x.softmax(-2), [2, 2], [0.25, 0.5, 0.75, 0.5]);
    await expectTensor(x.logSoftmax(0).exp(), [2, 2], [0.25, 0.5, 0.75, 0.5]);
  });

  it("cumsum and cumprod count axes from the end, also as methods, and refuse those that are not there", async () => {
    const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    await expectTensor(tf.cumsum(x, -1), [2, 3], [1, 3, 6, 4, 9, 15]);
    await expectTensor(x.cumsum(-2), [2, 3], [1, 2, 3, 5, 7, 9]);
    await expectTensor(x.cumsum(-1, true, true), [2, 3], [5, 3, 0, 11, 6, 0]);
    await expectTensor(tf.cumprod(x, -1), [2, 3], [1, 2, 6, 4, 20, 120]);
    await expectTensor(x.cumprod(-2), [2, 3], [1, 2, 3, 4, 10, 18]);
    await expectTensor(tf.cumsum([1, 2]), [2], [1, 3]);
    await expectGradient((t) => tf.cumsum(t, -1, true), [wave([2, 3, 2])]);
    await expectGradient((t) => t.cumprod(-3), [wave([2, 3, 2])]);
    expect(() => x.cumsum(2)).toThrow("must be in range");
    expect(() => tf.cumprod(x, -3)).toThrow("must be in range");
  });

  it("prod has a gradient along axes counted from the end, also as a method", async () => {
    const x = tf.tensor2d([1, 2, 3, 4, 0, 6], [2, 3]);
    await expectTensor(tf.prod(x, -1), [2], [6, 0]);
    await expectTensor(tf.prod(x, -2, true), [1, 3], [4, 0, 18]);
    await expectTensor(tf.grad((t) => tf.prod(t, -1).sum())(x), [2, 3], [6, 3, 2, 0, 24, 0]);
    await expectTensor(tf.grad((t) => t.prod([-2, -1]).sum())(x), [2, 3], [0, 0, 0, 0, 144, 0]);
    await expectTensor(tf.grad((t) => t.prod())(x), [2, 3], [0, 0, 0, 0, 144, 0]);
    await expectTensor(tf.prod([2, 3]), [], [6]);
  });

  it("searchSorted of a vector has the values' shape", async () => {
    await expectTensor(
      tf.searchSorted(tf.tensor1d([1, 3, 5]), tf.tensor1d([0, 3, 9])),
      [3],
      [0, 1, 3],
      "int32",
    );
    await expectTensor(tf.upperBound(tf.tensor1d([1, 3, 5]), tf.tensor1d([3])), [1], [2], "int32");
  });
}, ["cpu", "wasm"]);
