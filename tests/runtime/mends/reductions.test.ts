import { it } from "vitest";
import { tf } from "../../../src/runtime/tf.ts";
import { onEachBackend } from "../each-backend.ts";
import { expectGradient, expectTensor, wave } from "../numbers.ts";

onEachBackend("reductions", () => {
  it("adds up a million times 0.1 without drifting", async () => {
    const x = tf.fill([1_000_000], 0.1);
    await expectTensor(x.sum(), [], [100_000], "float32", 1e-4);
    await expectTensor(x.mean(), [], [0.1], "float32", 1e-4);
  });

  it.each([[[0]], [[1]], [[2]], [[0, 1]], [[1, 2]], [[0, 2]], [[0, 1, 2]]])(
    "sums over axes %j",
    async (axes) => {
      const x = wave([3, 4, 5]);
      const kept = [3, 4, 5].filter((_, axis) => !axes.includes(axis));
      const values = Array.from(await x.data());
      const sums = new Array<number>(kept.reduce((a, b) => a * b, 1)).fill(0);
      for (let i = 0; i < 60; i++) {
        const place = [Math.floor(i / 20), Math.floor(i / 5) % 4, i % 5];
        const to = place.reduce(
          (at, index, axis) => (axes.includes(axis) ? at : at * ([3, 4, 5][axis] as number) + index),
          0,
        );
        sums[to] = (sums[to] as number) + (values[i] as number);
      }
      await expectTensor(x.sum(axes), kept, sums);
      await expectTensor(
        x.mean(axes),
        kept,
        sums.map((sum) => sum / (60 / sums.length)),
      );
    },
  );

  it("reduces nothing at all to what it must be", async () => {
    const nothing = tf.zeros([2, 0]);
    await expectTensor(nothing.sum(1), [2], [0, 0]);
    await expectTensor(nothing.prod(1), [2], [1, 1]);
    await expectTensor(nothing.mean(1), [2], [Number.NaN, Number.NaN]);
    await expectTensor(nothing.max(1), [2], [-Infinity, -Infinity]);
    await expectTensor(nothing.min(1, true), [2, 1], [Infinity, Infinity]);
  });

  it("max and min share the gradient evenly among equals", async () => {
    const x = tf.tensor1d([3, 1, 3]);
    await expectTensor(tf.grad((t) => tf.max(t))(x), [3], [0.5, 0, 0.5]);
    await expectTensor(tf.grad((t) => tf.min(t))(x), [3], [0, 1, 0]);
  });

  it.each([
    [0, false, false],
    [1, true, false],
    [1, false, true],
    [0, true, true],
  ])("scans along axis %s (exclusive %s, reversed %s) with gradients", async (axis, exclusive, reverse) => {
    await expectGradient((x) => tf.cumsum(x, axis, exclusive, reverse), [wave([3, 4])]);
    await expectGradient((x) => tf.cumprod(x, axis, exclusive, reverse), [wave([3, 4])]);
  });

  it("reversed scans of different lengths do not mix", async () => {
    await expectTensor(tf.cumsum(tf.ones([3]), 0, false, true), [3], [3, 2, 1]);
    await expectTensor(tf.cumsum(tf.ones([5]), 0, false, true), [5], [5, 4, 3, 2, 1]);
  });

  it("cumprod's gradient is right where there are zeros", async () => {
    await expectTensor(tf.grad((t) => tf.cumprod(t, 0))(tf.tensor1d([2, 0, 3, 0])), [4], [1, 2 + 6, 0, 0]);
  });
});
