import { beforeAll, describe, expect, test, vi } from "vitest";
import { startBackend } from "../../../src/runtime/backend.ts";
import * as nn from "../../../src/tools/nn/index.ts";
import { formatTensor, print } from "../../../src/tools/printing/index.ts";
import { tf } from "../../../src/tools/tensorflow.ts";

beforeAll(() => startBackend("cpu"));

const floats = (values: number[], shape = [values.length]) => formatTensor(values, shape, "float32");
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

describe("numbers as PyTorch prints them", () => {
  test.each([
    ["whole floats end in a point", floats([1, -2, 30]), "tensor([ 1., -2., 30.])"],
    ["fractions have four decimals", floats([1, 0.5]), "tensor([1.0000, 0.5000])"],
    ["halves are rounded to even", floats([0.03125]), "tensor([0.0312])"],
    ["a scalar has no brackets", floats([2.71875], []), "tensor(2.7188)"],
    ["a minus sign is kept before zero", floats([-0, 1]), "tensor([-0., 1.])"],
    ["a wide spread is in scientific notation", floats([1e-5, 1]), "tensor([1.0000e-05, 1.0000e+00])"],
    ["so are large numbers", floats([2e9]), "tensor([2.0000e+09])"],
    [
      "and whole numbers more than 1000 times as large as others",
      floats([1, 10_000]),
      "tensor([1.0000e+00, 1.0000e+04])",
    ],
    [
      "NaN and infinities are aligned",
      floats([1.5, Number.NaN, -Infinity]),
      "tensor([1.5000,    nan,   -inf])",
    ],
    ["zeros have no say in the format", floats([0, 0]), "tensor([0., 0.])"],
    ["int32", formatTensor([1, -10], [2], "int32"), "tensor([  1, -10])"],
    ["bool", formatTensor([1, 0], [2], "bool"), "tensor([ True, False])"],
    ["nothing", formatTensor([], [0], "float32"), "tensor([])"],
    ["nothing, with axes", formatTensor([], [0, 3], "float32"), "tensor([], size=(0, 3))"],
  ])("%s", (_, actual, expected) => {
    expect(actual).toBe(expected);
  });
});

describe("rows and axes", () => {
  test("rows stand below each other", () => {
    expect(floats([1, 2, 3, 4], [2, 2])).toBe("tensor([[1., 2.],\n        [3., 4.]])");
  });

  test("matrices are parted by an empty line", () => {
    expect(formatTensor(upTo(8), [2, 2, 2], "int32")).toBe(
      "tensor([[[0, 1],\n         [2, 3]],\n\n        [[4, 5],\n         [6, 7]]])",
    );
  });

  test("long rows are broken before the 80th column", () => {
    expect(floats(upTo(20))).toBe(
      "tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11., 12., 13.,\n        14., 15., 16., 17., 18., 19.])",
    );
  });

  test("more than 1000 entries are summarised, and only those shown decide the format", () => {
    const values = upTo(1001).map((i) => (i === 500 ? 0.5 : i));
    expect(floats(values)).toBe("tensor([   0.,    1.,    2.,  ...,  998.,  999., 1000.])");
  });

  test("a summary of a matrix keeps three rows and columns at each end", () => {
    const text = formatTensor(new Float32Array(40 * 30), [40, 30], "float32");
    const row = "[0., 0., 0.,  ..., 0., 0., 0.]";
    expect(text).toBe(`tensor([${[row, row, row, "...", row, row, row].join(",\n        ")}])`);
  });

  test("a limit of lines leaves out the middle, columns narrow the rows", () => {
    const text = formatTensor(upTo(50), [10, 5], "int32", { lines: 5 });
    expect(text.split("\n").length).toBeLessThanOrEqual(5);
    expect(text).toContain("...");
    expect(text).toContain("[ 0,  1,");
    expect(text).toContain("49]]");
    const narrow = formatTensor(upTo(12), [12], "int32", { columns: 30 });
    expect(Math.max(...narrow.split("\n").map((line) => line.length))).toBeLessThanOrEqual(30);
  });
});

describe("rows of a few entries", () => {
  test("are kept whole under a limit of lines: their middle would save none", () => {
    const text = formatTensor(upTo(36), [6, 2, 3], "int32", { lines: 10 });
    expect(text).toContain("[ 0,  1,  2]");
    expect(text).toContain("[33, 34, 35]");
    expect(text.split("\n").length).toBeLessThanOrEqual(10);
  });
});

describe("print", () => {
  test("waits for the values and takes text and modules beside tensors", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    await print("mean", tf.tensor1d([1, 2]).mean(), new nn.ReLU());
    expect(log.mock.calls[0]?.slice(0, 2)).toEqual(["mean", "tensor(1.5000)"]);
    expect(String(log.mock.calls[0]?.[2])).toBe("ReLU()");
    log.mockRestore();
  });
});
