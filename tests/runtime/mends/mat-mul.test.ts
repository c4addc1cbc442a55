import { expect, it } from "vitest";
import type { Rank } from "#tfjs";
import { tf } from "../../../src/runtime/tf.ts";
import { onEachBackend } from "../each-backend.ts";
import { expectGradient, expectTensor, wave } from "../numbers.ts";

onEachBackend("matMul", () => {
  it("multiplies right when one tensor is the right operand under two shapes", async () => {
    const b = tf.tensor1d([1, 2, 3, 4, 5, 6]);
    tf.matMul(tf.ones([1, 2]), b.reshape([2, 3]));
    await expectTensor(tf.matMul(tf.ones([1, 3]), b.reshape([3, 2])), [1, 2], [9, 12]);
  });

  it("broadcasts batches on both sides", async () => {
    const a = tf.tensor([1, 2], [2, 1, 1, 1]);
    const b = tf.tensor([10, 20, 30], [3, 1, 1]);
    await expectTensor(tf.matMul(a, b), [2, 3, 1, 1], [10, 20, 30, 20, 40, 60]);
  });

  it("gives zeros for an inner length of zero, and empties for empties", async () => {
    await expectTensor(tf.matMul(tf.zeros([2, 0]), tf.zeros([0, 3])), [2, 3], [0, 0, 0, 0, 0, 0]);
    await expectTensor(tf.matMul(tf.zeros([4, 0, 2]), tf.zeros([2, 3])), [4, 0, 3], []);
  });

  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])("transposes a: %s, b: %s, in a batch large and small", async (ta, tb) => {
    for (const [m, k, n] of [
      [3, 4, 2],
      [24, 17, 21],
    ] as const) {
      const a = wave(ta ? [2, k, m] : [2, m, k]);
      const b = wave(tb ? [2, n, k] : [2, k, n], 1);
      const left = (ta ? a.transpose([0, 2, 1]) : a).reshape([2, m, k, 1]); // [batch, m, k, 1]
      const right = (tb ? b.transpose([0, 2, 1]) : b).reshape([2, 1, k, n]); // [batch, 1, k, n]
      const expected = Array.from(await left.mul(right).sum(2).data()); // [batch, m, n]
      await expectTensor(tf.matMul(a, b, ta, tb), [2, m, n], expected, "float32", 1e-4);
    }
  });

  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])("has gradients with transposeA %s, transposeB %s", async (ta, tb) => {
    const b = wave(tb ? [3, 4] : [4, 3], 1);
    await expectGradient((x, y) => tf.matMul(x, y, ta, tb), [wave(ta ? [2, 4, 2] : [2, 2, 4]), b]);
    await expectGradient(
      (x, y) => tf.matMul(x, y, ta, tb),
      [wave(ta ? [2, 1, 4, 2] : [2, 1, 2, 4]), b.reshape([1, ...b.shape])],
    );
  });

  it("differentiates a dense layer over a sequence, x[batch, time, in] · w[in, out]", async () => {
    await expectGradient((x, w) => tf.matMul(x, w), [wave([2, 3, 4]), wave([4, 2], 1)]);
  });
});

onEachBackend("matMul", () => {
  it("multiplies int32 in whole numbers", async () => {
    const a = tf.tensor2d(
      [
        [1, 2],
        [3, 4],
      ],
      undefined,
      "int32",
    );
    await expectTensor(tf.matMul(a, a), [2, 2], [7, 10, 15, 22], "int32");
  });

  it("refuses inner lengths that differ", () => {
    expect(() => tf.matMul(wave([2, 3]), wave([2, 3]))).toThrow(
      "matMul: the inner lengths of [2, 3] and [2, 3] differ, 3 and 2. [m, k] times [k, n] fits",
    );
    expect(() => tf.matMul(wave([2, 3]), wave([3, 4]), false, true)).toThrow(
      "[3, 4] transposed differ, 3 and 4",
    );
  });

  it("refuses vectors, and says what they can be made into", async () => {
    const [row, column] = [tf.ones<Rank.R2>([6] as never), tf.ones<Rank.R2>([4] as never)];
    expect(() => tf.matMul(row, wave([6, 4]))).toThrow("[6] has 1. As a row it fits: a.reshape([1, 6])");
    expect(() => tf.matMul(wave([6, 4]), column)).toThrow(
      "[4] has 1. As a column it fits: b.reshape([4, 1])",
    );
    expect(tf.matMul(row.reshape([1, 6]), wave([6, 4])).shape).toEqual([1, 4]);
    expect(tf.matMul(wave([6, 4]), column.reshape([4, 1])).shape).toEqual([6, 1]);
  });
}, ["cpu", "wasm"]);
