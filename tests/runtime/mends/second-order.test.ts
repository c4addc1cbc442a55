import { it } from "vitest";
import { tf } from "../../../src/runtime/tf.ts";
import { onEachBackend } from "../each-backend.ts";
import { expectSecondOrder, expectTensor, wave } from "../numbers.ts";

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
