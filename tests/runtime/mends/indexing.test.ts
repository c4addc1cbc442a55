import { expect, it } from "vitest";
import { tf } from "../../../src/runtime/tf.ts";
import { onEachBackend } from "../each-backend.ts";
import { expectGradient, expectTensor, numbersOf, wave } from "../numbers.ts";

type Tensor = import("#tfjs").Tensor;

const int = (values: number[], shape?: number[]): Tensor => tf.tensor(values, shape, "int32");

onEachBackend("indexing", () => {
  it("of nothing is nothing, in the shape it would have", async () => {
    const none = (...shape: number[]) => tf.tensor([], shape, "int32");
    const table = wave([3, 4]);
    await expectTensor(tf.gather(tf.zeros([0, 3]), none(0, 2) as never, 1, 1), [0, 2], []);
    await expectTensor(tf.gather(table, none(3, 0) as never, 1, 1), [3, 0], []);
    await expectTensor(tf.gather(tf.zeros([0, 4]), none(0) as never), [0, 4], []);
    await expectTensor(tf.gatherND(table, none(0, 2)), [0], []);
    await expectTensor(tf.gatherND(table, none(2, 0, 1)), [2, 0, 4], []);
    await expectTensor(tf.gatherND(tf.zeros([0, 4]), none(0, 1)), [0, 4], []);
    await expectTensor(tf.gatherND(tf.zeros([2, 3, 0]), tf.tensor2d([[1, 2]], [1, 2], "int32")), [1, 0], []);
    await expectTensor(tf.gatherND(tf.tensor1d([1, 2]), none(2, 0)), [2, 2], [1, 2, 1, 2]);
    await expectTensor(tf.scatterND(none(0, 1), tf.zeros([0, 2]), [3, 2]), [3, 2], new Array(6).fill(0));
    await expectTensor(tf.tensorScatterUpdate(tf.ones([2]), none(0, 1), tf.zeros([0])), [2], [1, 1]);
    await expectTensor(tf.unsortedSegmentSum(tf.zeros([0, 2]), none(0) as never, 2), [2, 2], [0, 0, 0, 0]);
    await expectTensor(tf.topk(tf.zeros([2, 4]), 0).values, [2, 0], []);
    await expectTensor(tf.topk(tf.zeros([0, 3]), 2).indices, [0, 2], [], "int32");
    await expectTensor(tf.linspace(3, 5, 1), [1], [3]);
    await expectTensor(tf.grad((x) => tf.gatherND(x, none(0, 1)))(table), [3, 4], new Array(12).fill(0));
  });

  it("gathers one entry per row with batchDims, Q(s, a)", async () => {
    const q = tf.tensor2d([
      [1, 2, 3],
      [4, 5, 6],
    ]); // [state, action]
    await expectTensor(tf.gather(q, int([2, 0], [2, 1]), 1, 1), [2, 1], [3, 4]);
  });

  it("gathers with two batch axes and inner axes", async () => {
    const x = tf.range(0, 24).reshape([2, 2, 3, 2]);
    const picked = tf.gather(x, int([2, 0, 1, 1], [2, 2, 1]) as never, 2, 2);
    await expectTensor(picked, [2, 2, 1, 2], [4, 5, 6, 7, 14, 15, 20, 21]);
  });

  it.each([
    [0, 0],
    [1, 0],
    [2, 0],
    [1, 1],
    [2, 1],
  ])("gather has a gradient along axis %s with %s batch axes", async (axis, batchDims) => {
    const indices = batchDims === 0 ? int([1, 0, 1]) : int([1, 0, 1, 1, 0, 0], [2, 3]);
    await expectGradient((x) => tf.gather(x, indices as never, axis, batchDims), [wave([2, 2, 3])]);
  });

  it("lets a gradient past computed indices", async () => {
    await expectGradient((x) => tf.gather(x, tf.argMax(x, 0) as never), [wave([4, 2])]);
  });

  it("scatters and gathers tuples with gradients", async () => {
    const tuples = int([0, 1, 2, 0], [2, 2]);
    await expectGradient((x) => tf.gatherND(x, tuples), [wave([3, 2])]);
    await expectGradient((u) => tf.scatterND(tuples, u, [3, 2]), [wave([2])]);
    await expectGradient((x, u) => tf.tensorScatterUpdate(x, tuples, u), [wave([3, 2]), wave([2], 1)]);
  });

  it("tensorScatterUpdate leaves its input alone", async () => {
    const x = tf.tensor1d([1, 2, 3]);
    await expectTensor(tf.tensorScatterUpdate(x, int([1], [1, 1]), tf.tensor1d([9])), [3], [1, 9, 3]);
    expect(await numbersOf(x)).toEqual([1, 2, 3]);
  });

  it("topk of a long row gives the first of equal entries first, and NaN before everything", async () => {
    const length = 3000;
    const row = Array.from({ length }, (_, i) => ((i * 7919) % 11) - 5);
    row[1234] = Number.NaN;
    row[77] = Number.NEGATIVE_INFINITY;
    const places = [...row.keys()].sort((i, j) =>
      Number.isNaN(row[i]) ? -1 : Number.isNaN(row[j]) ? 1 : (row[j] as number) - (row[i] as number) || i - j,
    );
    for (const k of [1, 100, length])
      await expectTensor(tf.topk(tf.tensor1d(row), k).indices, [k], places.slice(0, k), "int32");
  });

  it("topk has a gradient", async () => {
    await expectGradient((x) => tf.topk(x, 2).values, [wave([3, 4])]);
  });

  it("adds rows by number, whatever the numbers' shape", async () => {
    const sums = tf.unsortedSegmentSum(
      tf.tensor2d([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
      tf.tensor1d([1, 0, 1], "int32"),
      2,
    );
    await expectTensor(sums, [2, 2], [3, 4, 6, 8]);
  });
});

onEachBackend("an index outside its axis", () => {
  it.each([3, -1])("is refused by gather: %s", (index) => {
    expect(() => tf.gather(wave([3, 2]), int([index]) as never)).toThrow(/index/i);
  });

  it("is refused by scatterND, gatherND and tensorScatterUpdate instead of written over other tensors", () => {
    const outside = int([5], [1, 1]);
    expect(() => tf.gatherND(wave([3]), outside)).toThrow(/inde|bounds/i);
    expect(() => tf.scatterND(outside, tf.ones([1]), [3])).toThrow(/inde|bounds/i);
    expect(() => tf.tensorScatterUpdate(wave([3]), outside, tf.ones([1]))).toThrow(/inde|bounds/i);
  });
}, ["cpu", "wasm"]);

onEachBackend("an index outside its axis", () => {
  it("is named with its axis and shape", () => {
    expect(() => tf.gather(wave([3, 2]), int([0, 7]) as never)).toThrow(
      "gather: index 7 (number 1) is outside axis 0 of shape [3, 2], which has 0 to 2.",
    );
  });
}, ["wasm"]);
