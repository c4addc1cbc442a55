import { expect, it } from "vitest";
import { tf } from "../../../src/runtime/tf.ts";
import { onEachBackend } from "../each-backend.ts";
import { expectGradient, expectTensor, numbersOf, wave } from "../numbers.ts";

const { NaN: notANumber } = Number;

onEachBackend("elementwise operations", () => {
  it("compare without stopping a gradient", async () => {
    await expectTensor(
      tf.grad((x) => x.mul(x.greater(0).cast("float32")))(tf.tensor1d([-1, 2])),
      [2],
      [0, 1],
    );
    await expectTensor(tf.grad((x) => x.mul(tf.floorDiv(x, 2)))(tf.tensor1d([5, 2])), [2], [2, 1]);
  });

  it("maximum and minimum share the gradient where both are equal, and broadcast", async () => {
    const [a, b] = [tf.tensor1d([1, 2, 3]), tf.tensor1d([1, 5, 0])];
    const [da, db] = tf.grads((x, y) => tf.maximum(x, y))([a, b]) as [typeof a, typeof b];
    await expectTensor(da, [3], [0.5, 0, 1]);
    await expectTensor(db, [3], [0.5, 1, 0]);
    await expectGradient((x, y) => tf.maximum(x, y), [wave([2, 3]), wave([3], 0.3)]);
    await expectGradient((x, y) => tf.minimum(x, y), [wave([2, 1]), wave([2, 3], 0.3)]);
    await expectGradient((x, y) => tf.squaredDifference(x, y), [wave([2, 1]), wave([3], 1)]);
  });

  it("of int32 divided by zero, and what is left of it, are 0", async () => {
    const [x, zero] = [tf.tensor1d([5, -5, 0], "int32"), tf.scalar(0, "int32")];
    await expectTensor(tf.floorDiv(x, zero), [3], [0, 0, 0], "int32");
    await expectTensor(tf.div(x, zero), [3], [0, 0, 0], "int32");
    await expectTensor(tf.mod(x, zero), [3], [0, 0, 0], "int32");
  });

  it("of int32 keep small numbers small, where they come from others", async () => {
    const picked = tf.gather(tf.tensor1d([3, 70_000, -1], "int32"), [1, 2]).tile([2]);
    const product = picked.mul(picked); // 4.9e9 modulo 2^32
    await expectTensor(
      tf.concat([product, picked]).slice([0], [3]),
      [3],
      [605_032_704, 1, 605_032_704],
      "int32",
    );
  });

  it("logSigmoid has a gradient for an intermediate result, too, and stays finite far out", async () => {
    const x = tf.tensor1d([0, 100, -100]);
    const slopes = [0.5, 0, 1];
    await expectTensor(
      tf.grad((t) => tf.logSigmoid(t.mul(2)).sum())(x),
      [3],
      slopes.map((slope) => 2 * slope),
    );
    await expectTensor(tf.grad((t) => t.mul(1).logSigmoid().sum())(x), [3], slopes);
    await expectTensor(tf.logSigmoid(x), [3], [-Math.LN2, 0, -100]);
    await expectGradient((t) => tf.logSigmoid(t.add(1)), [wave([2, 3])]);
  });

  it("where, triu and topk of bools keep to one byte an entry, and their neighbours as they are", async () => {
    const flags = (...values: number[]) => tf.tensor1d(values, "bool");
    const kept = Array.from({ length: 50 }, () =>
      tf.where(flags(1, 0, 1, 0, 1), flags(1, 1, 0, 0, 0), flags(0, 0, 1, 1, 1)),
    );
    for (const x of kept) await expectTensor(x, [5], [1, 0, 0, 1, 0], "bool");
    const upper = tf.linalg.bandPart(tf.ones([3, 3], "bool"), 0, -1);
    await expectTensor(upper, [3, 3], [1, 1, 1, 0, 1, 1, 0, 0, 1], "bool");
    await expectTensor(tf.topk(flags(0, 1, 1), 2).values, [2], [1, 1], "bool");
    await expectTensor(tf.cumsum(flags(1, 0, 1)), [3], [1, 1, 2], "int32");
  });

  it("logSumExp of infinities is infinite", async () => {
    const { POSITIVE_INFINITY: much } = Number;
    const x = tf.tensor2d([
      [-much, -much],
      [much, 1],
      [-much, 2],
    ]);
    await expectTensor(x.logSumExp(1), [3], [-much, much, 2]);
    await expectTensor(tf.logSumExp(x, [1], true), [3, 1], [-much, much, 2]);
    await expectGradient((t) => tf.logSumExp(t, 0), [wave([3, 4])]);
  });

  it("where does not turn an infinite side that is not taken into NaN", async () => {
    const x = tf.tensor1d([0, 4]);
    const gradient = tf.grad((t) => tf.where(t.greater(0), t, tf.zerosLike(t)))(x);
    await expectTensor(gradient, [2], [0, 1]);
    await expectGradient(
      (t, e) => tf.where(tf.tensor1d([true, false], "bool"), t, e),
      [wave([3, 2]), wave([2], 1)],
    );
  });

  it.each([
    [7, "rank 7"],
    [8, "rank 8"],
  ])("add, multiply and compare at %s axes", async (rank) => {
    const shape = Array.from({ length: rank as number }, (_, axis) => (axis % 2 === 0 ? 2 : 1));
    const other = Array.from({ length: rank as number }, (_, axis) => (axis % 2 === 0 ? 1 : 2));
    const [a, b] = [wave(shape), wave(other, 1)];
    const [left, right] = [await numbersOf(a), await numbersOf(b)];
    const sum = await numbersOf(tf.add(a, b));
    expect(sum.length).toBe(2 ** (rank as number));
    expect(sum[0]).toBeCloseTo((left[0] as number) + (right[0] as number), 5);
    expect(sum.at(-1)).toBeCloseTo((left.at(-1) as number) + (right.at(-1) as number), 5);
    await expectTensor(
      tf.mul(a, a),
      shape,
      left.map((v) => v * v),
    );
    await expectTensor(
      tf.greater(a, 0),
      shape,
      left.map((v) => (v > 0 ? 1 : 0)),
      "bool",
    );
  });

  it("keep small digits: log1p and expm1 near zero", async () => {
    await expectClose1e4(tf.log1p(tf.tensor1d([1e-6])), Math.log1p(1e-6));
    await expectClose1e4(tf.expm1(tf.tensor1d([1e-6])), Math.expm1(1e-6));
  });
});

async function expectClose1e4(x: import("#tfjs").Tensor, expected: number): Promise<void> {
  const [value] = await numbersOf(x);
  expect(Math.abs((value as number) / expected - 1)).toBeLessThan(1e-4);
}

onEachBackend("elementwise operations beside webgpu", () => {
  it("pass NaN on", async () => {
    const x = tf.tensor1d([notANumber, 1]);
    await expectTensor(tf.clipByValue(x, 0, 0.5), [2], [notANumber, 0.5]);
    await expectTensor(tf.relu6(x), [2], [notANumber, 1]);
    await expectTensor(tf.maximum(tf.ones([2]), x), [2], [notANumber, 1]);
    await expectTensor(tf.minimum(tf.ones([2]), x), [2], [notANumber, 1]);
  });

  it("cast to bool: everything but zero is true", async () => {
    await expectTensor(tf.tensor1d([-1, 0.5, 0, notANumber]).cast("bool"), [4], [1, 1, 0, 1], "bool");
  });

  it("clip int32", async () => {
    await expectTensor(tf.clipByValue(tf.tensor1d([-5, 3, 9], "int32"), 0, 4), [3], [0, 3, 4], "int32");
  });

  it("true + true is true, and sum counts, as in PyTorch", async () => {
    const yes = tf.tensor1d([true, true], "bool");
    await expectTensor(tf.add(yes, yes), [2], [1, 1], "bool");
    await expectTensor(yes.sum(), [], [2], "int32");
  });

  it("oneHot has the dtype that was asked for, any depth, and off rows for indices outside", async () => {
    await expectTensor(
      tf.oneHot(tf.tensor1d([1, 5], "int32"), 2, 1, 0, "float32"),
      [2, 2],
      [0, 1, 0, 0],
      "float32",
    );
    await expectTensor(tf.oneHot(tf.tensor1d([0, 0], "int32"), 1), [2, 1], [1, 1], "int32");
  });
}, ["cpu", "wasm"]);
