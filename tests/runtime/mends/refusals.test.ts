import { expect, it } from "vitest";
import type { Tensor } from "#tfjs";
import { tf } from "../../../src/runtime/tf.ts";
import { onEachBackend } from "../each-backend.ts";

/* What stock takes on trust, with a wrong tensor or "forEach is not a function" for an answer. */

// biome-ignore lint/suspicious/noExplicitAny: every call here is wrong on purpose
const untyped: any = tf;
const matrix = () =>
  tf.tensor2d([
    [1, 2, 3],
    [4, 5, 6],
  ]);

onEachBackend("what is refused", () => {
  it.each<[string, (x: Tensor) => unknown, RegExp]>([
    [
      "rows of unequal length",
      () => untyped.tensor([[1, 2], [3]]),
      /3 values do not fill the shape \[2, 2\].*equally long/,
    ],
    ["rows of unequal length within an operation", (x) => x.add([[1, 2, 3], [4]]), /4 values do not fill/],
    [
      "a number for a shape",
      () => untyped.zeros(3),
      /zeros: the shape is an array of numbers, not 3: tf.zeros\(\[2, 3\]\)/,
    ],
    [
      "a number for a random tensor's shape",
      () => untyped.randomNormal(3),
      /randomNormal: the shape is an array/,
    ],
    ["a dtype for a shape", () => untyped.tensor([1, 2], "int32"), /the shape comes before the dtype/],
    ["a fill without a value", () => untyped.fill([2]), /the value is missing/],
    ["a variable of an array", () => untyped.variable([1]), /made from a tensor/],
    [
      "a dtype that there is not",
      () => untyped.cast(matrix(), "float64"),
      /no dtype float64 here.*"float32", "int32" and "bool"/,
    ],
    ["an axis named twice", (x) => x.transpose([0, 0]), /each of the 2 axes of \[2, 3\] once.*\[1, 0\]/],
    ["two axes to change places", () => untyped.transpose(tf.ones([2, 3, 4]), 1, 2), /each of the 3 axes/],
    [
      "PyTorch's padding",
      () => untyped.pad(matrix(), [1, 1]),
      /a pair \[before, after\] for each axis.*arena\/tools/,
    ],
    [
      "a slice from beyond the end",
      (x) => x.slice([3, 0]),
      /begins at 3 in axis 0, beyond the end of \[2, 3\]/,
    ],
    [
      "a tensor that was disposed of",
      (x) => {
        x.dispose();
        return x.add(1);
      },
      /used after it had been disposed of/,
    ],
  ])("%s", (_, call, says) => {
    expect(() => call(matrix())).toThrow(says);
  });

  it("calculating and comparing as with numbers, which gave a text or false", () => {
    const loss: unknown = tf.scalar(7);
    expect(() => (loss as number) > 5).toThrow(
      /A tensor of shape \[\] stands where JavaScript wants a number[\s\S]*x\.greater\(0\)[\s\S]*await x\.data\(\)/,
    );
    expect(() => (loss as number) + 1).toThrow(/a\.add\(b\)/);
    expect(() => Math.max(loss as number, 1)).toThrow(/wants a number/);
    expect(`${loss}`).toContain("7");
    expect(String(loss)).toContain("7");
  });

  it("and nothing that is right", () => {
    const x = matrix();
    expect(x.transpose().shape).toEqual([3, 2]);
    expect(tf.zeros([]).shape).toEqual([]);
    expect(tf.zeros([0, 2]).shape).toEqual([0, 2]);
    expect(tf.tensor([]).shape).toEqual([0]);
    expect(tf.tensor([[], []]).shape).toEqual([2, 0]);
    expect(x.slice([2, 0]).shape).toEqual([0, 3]);
  });
});
