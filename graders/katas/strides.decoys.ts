import { decoys } from "arena/grader";
import { detach, tf } from "arena/tools";
import * as Solution from "../../exercises/katas/strides/solution.ts";

const { stridesOf, isContiguous, indicesOf, asStrided, relativeShift } = Solution;

/** How far the first axis goes, if the last one were the slowest. */
const columnStrides = (shape: number[]): number[] => stridesOf(shape.toReversed()).toReversed();

/** A wrong `stridesOf`, and what becomes of the functions that use it. */
const using = (wrong: (shape: number[]) => number[]) => ({
  stridesOf: wrong,
  isContiguous: (size: number[], stride: number[]) =>
    size.includes(0) || size.every((length, axis) => length === 1 || stride[axis] === wrong(size)[axis]),
  indicesOf: (places: tf.Tensor1D, shape: number[]) =>
    tf.stack(
      wrong(shape).map((stride, axis) =>
        places.floorDiv(tf.scalar(stride, "int32")).mod(tf.scalar(shape[axis] ?? 1, "int32")),
      ),
      1,
    ),
});

/** A wrong `asStrided`, and what becomes of the shift that uses it. */
const reading = (wrong: typeof asStrided) => ({
  asStrided: wrong,
  relativeShift: (scores: tf.Tensor3D) => {
    const [heads, queries, distances] = scores.shape;
    const stride = [queries * distances, distances - 1, 1];
    return wrong(scores, [heads, queries, queries], stride, queries - 1);
  },
});

export default decoys<typeof Solution>([
  {
    name: "column-by-column",
    teaches: "These are the strides of a tensor that lies column by column. Here the last axis has stride 1.",
    caughtBy: ["of-shape/a-matrix-and-a-batch-of-images"],
    subProblem: "of-shape",
    implementation: using(columnStrides),
  },
  {
    name: "own-length-counted",
    teaches: "You multiplied the axis's own length in. It steps over what is *inside*: the axes after it.",
    caughtBy: ["of-shape/a-matrix-and-a-batch-of-images", "of-shape/one-axis-none-and-an-axis-of-length-one"],
    subProblem: "of-shape",
    implementation: using((shape) => stridesOf(shape).map((stride, axis) => stride * (shape[axis] ?? 1))),
  },
  {
    name: "in-bytes",
    teaches: "These are bytes, as NumPy counts. Strides are counted in entries here.",
    caughtBy: ["of-shape/a-matrix-and-a-batch-of-images", "of-shape/one-axis-none-and-an-axis-of-length-one"],
    subProblem: "of-shape",
    implementation: using((shape) => stridesOf(shape).map((stride) => stride * 4)),
  },
  {
    name: "descending-is-enough",
    teaches:
      "You asked whether the strides fall. A piece of a larger matrix has such, too, and gaps between its rows.",
    caughtBy: ["contiguous/row-by-row-transposed-a-piece-repeated"],
    subProblem: "contiguous",
    implementation: {
      isContiguous: (size: number[], stride: number[]) =>
        isContiguous(size, stride) ||
        (stride.length > 1 && stride.every((step, axis) => step > (stride[axis + 1] ?? 0))),
    },
  },
  {
    name: "last-stride-only",
    teaches: "You looked at the last stride only. Each axis must have the stride of its shape.",
    caughtBy: ["contiguous/row-by-row-transposed-a-piece-repeated", "contiguous/axes-of-length-one"],
    subProblem: "contiguous",
    implementation: {
      isContiguous: (size: number[], stride: number[]) => isContiguous(size, stride) || stride.at(-1) === 1,
    },
  },
  {
    name: "axis-of-one-judged",
    teaches: "You refused a stride that is never used: an axis of length 1 has no second entry.",
    caughtBy: ["contiguous/axes-of-length-one"],
    subProblem: "contiguous",
    implementation: {
      isContiguous: (size: number[], stride: number[]) =>
        size.includes(0) || stridesOf(size).every((expected, axis) => stride[axis] === expected),
    },
  },
  {
    name: "empty-refused",
    teaches: "A tensor without entries has no gaps: it is contiguous, whatever its strides.",
    caughtBy: ["contiguous/no-entries-and-no-axes"],
    subProblem: "contiguous",
    implementation: {
      isContiguous: (size: number[], stride: number[]) => !size.includes(0) && isContiguous(size, stride),
    },
  },
  {
    name: "no-remainder",
    teaches:
      "You divided and took no remainder: the second index counts on through all the rows. Take it by the axis's length.",
    caughtBy: ["indices/places-of-a-matrix-by-hand", "indices/every-place-of-a-table-of-three-axes"],
    subProblem: "indices",
    implementation: {
      indicesOf: (places: tf.Tensor1D, shape: number[]) =>
        tf.stack(
          stridesOf(shape).map((stride) => places.floorDiv(tf.scalar(stride, "int32"))),
          1,
        ),
    },
  },
  {
    name: "first-axis-fastest",
    teaches: "You let the first axis run fastest. Row by row the last one does.",
    caughtBy: ["indices/places-of-a-matrix-by-hand", "indices/every-place-of-a-table-of-three-axes"],
    subProblem: "indices",
    implementation: {
      indicesOf: (places: tf.Tensor1D, shape: number[]) => indicesOf(places, shape.toReversed()).reverse(1),
    },
  },
  {
    name: "axes-in-rows",
    teaches:
      "Your result is [axis, n]. Stack along the last axis, so that each place has its indices in a row.",
    caughtBy: ["indices/places-of-a-matrix-by-hand", "indices/every-place-of-a-table-of-three-axes"],
    subProblem: "indices",
    implementation: {
      indicesOf: (places: tf.Tensor1D, shape: number[]) => indicesOf(places, shape).transpose(),
    },
  },
  {
    name: "not-whole-numbers",
    teaches: "Your indices are float32. They are to index with: int32.",
    caughtBy: ["indices/places-of-a-matrix-by-hand", "indices/one-place-of-a-vector"],
    subProblem: "indices",
    implementation: {
      indicesOf: (places: tf.Tensor1D, shape: number[]) => indicesOf(places, shape).toFloat(),
    },
  },
  {
    name: "offset-forgotten",
    teaches: "You began at place 0. The offset says where entry [0, 0, …] lies.",
    caughtBy: ["view/a-transpose-a-diagonal-and-a-piece", "view/repeated-backwards-one-number"],
    subProblem: "view",
    implementation: reading((x, size, stride) => asStrided(x, size, stride, 0)),
  },
  {
    name: "strides-ignored",
    teaches: "You read on row by row from the offset. Each axis has a stride of its own.",
    caughtBy: ["view/a-transpose-a-diagonal-and-a-piece", "view/repeated-backwards-one-number"],
    subProblem: "view",
    implementation: reading((x, size, _stride, offset) => asStrided(x, size, stridesOf(size), offset)),
  },
  {
    name: "strides-in-reverse",
    teaches: "You gave each axis the stride of another: the first stride belongs to the first axis.",
    caughtBy: ["view/a-transpose-a-diagonal-and-a-piece", "view/repeated-backwards-one-number"],
    subProblem: "view",
    implementation: reading((x, size, stride, offset) => asStrided(x, size, stride.toReversed(), offset)),
  },
  {
    name: "gradient-lost",
    teaches:
      "No gradient comes back: you read the numbers out and made a new tensor of them. Take them by `tf.gather`.",
    caughtBy: ["view/the-gradient-of-windows"],
    subProblem: "view",
    implementation: {
      asStrided: (x: tf.Tensor, size: number[], stride: number[], offset: number) =>
        detach(asStrided(x, size, stride, offset)),
    },
  },
  {
    name: "rows-not-shifted",
    teaches:
      "Every row begins at the same distance. The query moves on, so that each row begins one earlier.",
    caughtBy: ["shift/three-queries-by-hand", "shift/two-heads-and-one-query"],
    subProblem: "shift",
    implementation: {
      relativeShift: (scores: tf.Tensor3D) =>
        scores.slice([0, 0, scores.shape[1] - 1], [-1, -1, scores.shape[1]]),
    },
  },
  {
    name: "shifted-the-other-way",
    teaches:
      "Each of your rows begins one later than the row above. For a later query key 0 is farther before it: one earlier.",
    caughtBy: ["shift/three-queries-by-hand", "shift/two-heads-and-one-query"],
    subProblem: "shift",
    implementation: {
      relativeShift: (scores: tf.Tensor3D) => {
        const [heads, queries, distances] = scores.shape;
        return asStrided(scores, [heads, queries, queries], [queries * distances, distances + 1, 1], 0);
      },
    },
  },
  {
    name: "one-too-early",
    teaches: "You began one entry too early. The query's own place is at n - 1, counted from 0.",
    caughtBy: ["shift/three-queries-by-hand", "shift/two-heads-and-one-query"],
    subProblem: "shift",
    implementation: {
      relativeShift: (scores: tf.Tensor3D) =>
        relativeShift(
          scores
            .pad([
              [0, 0],
              [0, 0],
              [1, 0],
            ])
            .slice([0, 0, 0], scores.shape) as tf.Tensor3D,
        ),
    },
  },
  {
    name: "first-head-for-all",
    teaches: "You read the first head for all of them. A head is n · (2n - 1) entries after the one before.",
    caughtBy: ["shift/two-heads-and-one-query"],
    subProblem: "shift",
    implementation: {
      relativeShift: (scores: tf.Tensor3D) => {
        const [heads, queries, distances] = scores.shape;
        return asStrided(scores, [heads, queries, queries], [0, distances - 1, 1], queries - 1);
      },
    },
  },
  {
    name: "keys-reversed",
    teaches: "You took the distances backwards: at 0 the key stands before the query, at the end after it.",
    caughtBy: ["shift/three-queries-by-hand", "shift/two-heads-and-one-query"],
    subProblem: "shift",
    implementation: {
      relativeShift: (scores: tf.Tensor3D) => relativeShift(scores.reverse(2) as tf.Tensor3D),
    },
  },
]);
