import { it } from "vitest";
import { tf } from "../../../src/runtime/tf.ts";
import { onEachBackend } from "../each-backend.ts";
import { expectGradient, expectSecondOrder, expectTensor, wave } from "../numbers.ts";

type Tensor = import("#tfjs").Tensor;
type Tensor4D = import("#tfjs").Tensor4D;

onEachBackend("pooling", () => {
  it("max pooling's gradient finds a maximum below zero", async () => {
    const x = tf.tensor([-4, -1, -2, -3], [1, 2, 2, 1]);
    await expectTensor(
      tf.grad((t: Tensor) => tf.maxPool(t as Tensor4D, 2, 1, "valid"))(x),
      [1, 2, 2, 1],
      [0, 1, 0, 0],
    );
  });

  it.each([
    [2, 2, "valid"],
    [3, 1, "same"],
    [3, 2, "same"],
  ] as const)("max pooling %s by stride %s, %s", async (size, stride, pad) => {
    await expectGradient((x) => tf.maxPool(x as Tensor4D, size, stride, pad), [wave([1, 5, 4, 2]).sub(1)]);
  });

  it("average pooling's gradient divides by the cells inside, as its forward pass does", async () => {
    const ones = tf.ones([1, 2, 2, 1]);
    // Windows of 2x2 at stride 1, padded below and to the right: 4, 2, 2 and 1 cells lie inside.
    await expectTensor(
      tf.grad((t: Tensor) => tf.avgPool(t as Tensor4D, 2, 1, "same"))(ones),
      [1, 2, 2, 1],
      [0.25, 0.25 + 0.5, 0.25 + 0.5, 0.25 + 0.5 + 0.5 + 1],
    );
    await expectGradient((x) => tf.avgPool(x as Tensor4D, 3, 2, "same"), [wave([1, 5, 4, 2])]);
  });

  it("both have second derivatives", async () => {
    await expectSecondOrder(
      (x) => tf.avgPool(x.square() as Tensor4D, 2, 1, "same").square(),
      [wave([1, 3, 3, 1])],
    );
  });
});

onEachBackend("pooling", () => {
  it("max pooling has second derivatives", async () => {
    await expectSecondOrder((x) => tf.maxPool(x as Tensor4D, 2, 1, "same").square(), [wave([1, 3, 3, 1])]);
  });
});

onEachBackend("pooling", () => {
  it("max pooling's gradient goes to a NaN before any number, in every channel", async () => {
    const x = tf
      .fill([1, 2, 2, 5], Number.NaN)
      .where(tf.equal(tf.range(0, 20), 5).reshape([1, 2, 2, 5]), wave([1, 2, 2, 5])); // [1, 2, 2, 5]
    const expected = Array.from({ length: 20 }, () => 0);
    const numbers = Array.from(await x.data());
    for (let channel = 0; channel < 5; channel++) {
      const column = [0, 1, 2, 3].map((place) => numbers[place * 5 + channel] as number);
      const nan = column.findLastIndex(Number.isNaN);
      const winner = nan >= 0 ? nan : column.indexOf(Math.max(...column));
      expected[winner * 5 + channel] = 1;
    }
    await expectTensor(
      tf.grad((t: Tensor) => tf.maxPool(t as Tensor4D, 2, 1, "valid"))(x),
      [1, 2, 2, 5],
      expected,
    );
  });
});
