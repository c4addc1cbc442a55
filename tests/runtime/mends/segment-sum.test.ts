import { expect, it } from "vitest";
import { tf } from "../../../src/runtime/tf.ts";
import { onEachBackend } from "../each-backend.ts";
import { expectGradient, expectTensor, wave } from "../numbers.ts";

type Tensor = import("#tfjs").Tensor;
type Tensor1D = import("#tfjs").Tensor1D;

// Ids may have any shape, whatever the function's type says.
const int = (values: number[], shape: number[] = [values.length]): Tensor1D =>
  tf.tensor1d(values, "int32").reshape(shape);

onEachBackend("sums by segment", (backend) => {
  it("adds the rows of each segment, leaves an empty one at 0 and drops ids outside", async () => {
    const x = tf.tensor2d([1, 10, 2, 20, 3, 30, 4, 40], [4, 2]);
    const sums = tf.unsortedSegmentSum(x, int([2, 0, 2, -1]), 3);
    await expectTensor(sums, [3, 2], [2, 20, 0, 0, 4, 40]);
    await expectTensor(tf.unsortedSegmentSum(x, int([0, 5, 0, 0]), 2), [2, 2], [8, 80, 0, 0]);
  });

  it("keeps int32, and adds nothing to zeros", async () => {
    await expectTensor(tf.unsortedSegmentSum(int([7, 8, 9]), int([1, 1, 0]), 2), [2], [9, 15], "int32");
    await expectTensor(tf.unsortedSegmentSum(tf.zeros([0, 2]), int([]), 2), [2, 2], [0, 0, 0, 0]);
  });

  it("has a gradient for ids of any shape", async () => {
    await expectGradient((x) => tf.unsortedSegmentSum(x, int([1, 0, 1, 2]), 3), [wave([4, 2])]);
    await expectGradient(
      (x) => tf.unsortedSegmentSum(x, int([0, 2, 2, 1, -1, 0], [2, 3]), 3),
      [wave([2, 3, 2])],
    );
  });

  // Stock's cpu kernel compares all ids with each segment: 3.8 seconds for this table, twenty times that here.
  it("takes one pass over the entries, however many segments there are", async () => {
    const ids = int(Array.from({ length: 1000 }, (_, i) => (i * 7919) % 5000));
    const begin = performance.now();
    const gradient = tf.grad((table: Tensor) => tf.gather(table, ids).sum())(wave([5000, 100]));
    expect((await gradient.sum().data())[0]).toBe(100_000);
    if (backend !== "webgpu") expect(performance.now() - begin).toBeLessThan(2000);
  });
});
