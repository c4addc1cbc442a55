import { room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/katas/strides/solution.ts";

const { subProblem, test } = room<typeof Solution>("katas/strides");

/** The gradient of Σ weights · output with respect to x. */
const gradient = (of: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor, weights: tf.Tensor): tf.Tensor =>
  tf.grad((at) => of(at).mul(weights).sum().add(at.sum().mul(0)))(x);

subProblem("of-shape", () => {
  test("a matrix and a batch of images", async ({ answer, expectSame }) => {
    await expectSame("stridesOf([2, 3])", () => answer.stridesOf([2, 3]), [3, 1]);
    await expectSame("stridesOf([8, 3, 28, 30])", () => answer.stridesOf([8, 3, 28, 30]), [2520, 840, 30, 1]);
  });
  test("one axis, none, and an axis of length one", async ({ answer, expectSame }) => {
    await expectSame("stridesOf([5])", () => answer.stridesOf([5]), [1]);
    await expectSame("stridesOf([])", () => answer.stridesOf([]), []);
    await expectSame("stridesOf([4, 1, 3])", () => answer.stridesOf([4, 1, 3]), [3, 3, 1]);
  });
});

subProblem("contiguous", () => {
  test("row by row, transposed, a piece, repeated", async ({ answer, expectSame }) => {
    await expectSame(
      "[4, 2, 3] with strides [6, 3, 1], [2, 3] with [1, 2], [5, 1], [3, 2], [0, 1] and [-3, 1]",
      () => [
        answer.isContiguous([4, 2, 3], [6, 3, 1]),
        answer.isContiguous([2, 3], [1, 2]),
        answer.isContiguous([2, 3], [5, 1]),
        answer.isContiguous([2, 3], [3, 2]),
        answer.isContiguous([2, 3], [0, 1]),
        answer.isContiguous([2, 3], [-3, 1]),
      ],
      [true, false, false, false, false, false],
    );
  });
  test("axes of length one", async ({ answer, expectSame }) => {
    await expectSame(
      "[1, 3] with strides [99, 1], [4, 1] with [1, 7], [2, 1, 3] with [3, 0, 1], with [6, 3, 1], and [4] with [5]",
      () => [
        answer.isContiguous([1, 3], [99, 1]),
        answer.isContiguous([4, 1], [1, 7]),
        answer.isContiguous([2, 1, 3], [3, 0, 1]),
        answer.isContiguous([2, 1, 3], [6, 3, 1]),
        answer.isContiguous([4], [5]),
      ],
      [true, true, true, false, false],
    );
  });
  test("no entries, and no axes", async ({ answer, expectSame }) => {
    await expectSame(
      "[2, 0, 3] with strides [7, 1, 5], and [] with []",
      () => [answer.isContiguous([2, 0, 3], [7, 1, 5]), answer.isContiguous([], [])],
      [true, true],
    );
  });
});

subProblem("indices", () => {
  test("places of a matrix by hand", async ({ answer, given, expectSame }) => {
    const places = given.tensor([13, 0, 19, 5], [4], "int32") as tf.Tensor1D; // [n]
    await expectSame(
      "indicesOf([13, 0, 19, 5], [4, 5])",
      () => answer.indicesOf(places, [4, 5]),
      tf.tensor2d(
        [
          [2, 3],
          [0, 0],
          [3, 4],
          [1, 0],
        ],
        [4, 2],
        "int32",
      ),
    );
  });
  test("every place of a table of three axes", async ({ answer, expectSame }) => {
    const places = tf.range(0, 24, 1, "int32"); // [n]
    const expected = Array.from({ length: 24 }, (_, place) => [
      Math.floor(place / 8),
      Math.floor(place / 2) % 4,
      place % 2,
    ]);
    await expectSame(
      "indicesOf(0 … 23, [layer 3, head 4, position 2])",
      () => answer.indicesOf(places, [3, 4, 2]),
      tf.tensor2d(expected, [24, 3], "int32"),
    );
  });
  test("one place of a vector", async ({ answer, given, expectSame }) => {
    const places = given.tensor([3], [1], "int32") as tf.Tensor1D; // [n]
    await expectSame(
      "indicesOf([3], [7])",
      () => answer.indicesOf(places, [7]),
      tf.tensor2d([[3]], [1, 1], "int32"),
    );
  });
});

subProblem("view", () => {
  test("a transpose, a diagonal and a piece", async ({ answer, random, expectSame }) => {
    const x = random.normal([4, 5]); // [row, column]
    await expectSame(
      "asStrided(x, [5, 4], [1, 5], 0)",
      () => answer.asStrided(x, [5, 4], [1, 5], 0),
      x.transpose(),
    );
    await expectSame(
      "asStrided(x, [3], [6], 5), a diagonal from row 1 on",
      () => answer.asStrided(x, [3], [6], 5),
      tf.stack([0, 1, 2].map((i) => x.slice([i + 1, i], [1, 1]).reshape([]))),
    );
    await expectSame(
      "asStrided(x, [2, 3], [5, 1], 6)",
      () => answer.asStrided(x, [2, 3], [5, 1], 6),
      x.slice([1, 1], [2, 3]),
    );
  });
  test("repeated, backwards, one number", async ({ answer, random, expectSame }) => {
    const x = random.normal([6]); // [place]
    await expectSame(
      "asStrided(x, [3, 2, 4], [2, 1, 0], 0)",
      () => answer.asStrided(x, [3, 2, 4], [2, 1, 0], 0),
      x.reshape([3, 2, 1]).tile([1, 1, 4]),
    );
    await expectSame("asStrided(x, [6], [-1], 5)", () => answer.asStrided(x, [6], [-1], 5), x.reverse());
    await expectSame(
      "asStrided(x, [], [], 2)",
      () => answer.asStrided(x, [], [], 2),
      x.slice([2], [1]).reshape([]),
    );
  });
  test("the gradient of windows", async ({ answer, given, random, expectSame }) => {
    const x = random.normal([5]); // [place]
    const weights = given.tensor([
      [1, 2],
      [10, 20],
      [100, 200],
      [1000, 2000],
    ]); // [window, offset]
    await expectSame(
      "the gradient of Σ weights · asStrided(x, [4, 2], [1, 1], 0), with weights 1 2 / 10 20 / 100 200 / 1000 2000",
      () => gradient((at) => answer.asStrided(at, [4, 2], [1, 1], 0), x, weights),
      tf.tensor1d([1, 12, 120, 1200, 2000]),
    );
  });
});

subProblem("shift", () => {
  test("three queries by hand", async ({ answer, given, expectSame }) => {
    const scores = given.tensor([...Array(15).keys()], [1, 3, 5]) as tf.Tensor3D; // [head, query, distance]
    await expectSame(
      "relativeShift(0 … 14 as [1, 3, 5])",
      () => answer.relativeShift(scores),
      tf.tensor3d([
        [
          [2, 3, 4],
          [6, 7, 8],
          [10, 11, 12],
        ],
      ]),
    );
  });
  test("two heads, and one query", async ({ answer, random, expectSame }) => {
    const scores = random.normal([2, 4, 7]) as tf.Tensor3D; // [head, query, distance]
    const rows = [0, 1, 2, 3].map((query) => scores.slice([0, query, 3 - query], [2, 1, 4])); // [2, 1, key] each
    await expectSame("relativeShift of [2, 4, 7]", () => answer.relativeShift(scores), tf.concat(rows, 1));
    const single = random.normal([3, 1, 1]) as tf.Tensor3D; // [head, 1, 1]
    await expectSame("relativeShift of [3, 1, 1]", () => answer.relativeShift(single), single);
  });
});
