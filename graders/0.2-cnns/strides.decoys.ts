import { decoys } from "arena/grader";
import type * as Solution from "../../exercises/0.2-cnns/strides/solution.ts";
import { asStrided, mm, mv, type Nested, type Strided } from "../../exercises/0.2-cnns/strides/solution.ts";

type Numbers = readonly number[];

/** The walk with another way to read the one number, and without any check. */
const walkWith = (read: (data: Numbers, place: number) => number | undefined) => {
  const walk = (data: Numbers, size: Numbers, stride: Numbers, offset = 0): Nested => {
    const [length, ...inner] = size;
    if (length === undefined) return read(data, offset) as number;
    return Array.from({ length }, (_, i) =>
      walk(data, inner, stride.slice(1), offset + i * (stride[0] ?? 0)),
    );
  };
  return walk;
};

const unchecked = walkWith((data, place) => data[place]);

function sameCount(size: Numbers, stride: Numbers): void {
  if (size.length !== stride.length) throw new RangeError("Sizes and strides are not equally many.");
}

const sum = (numbers: Numbers): number => numbers.reduce((total, value) => total + value, 0);

/** A matrix as if it lay in memory row by row. */
const asIfContiguous = (tensor: Strided): Strided => ({
  ...tensor,
  stride: tensor.size.map((_, axis) =>
    tensor.size.slice(axis + 1).reduce((product, length) => product * length, 1),
  ),
});

const withoutOffset = (tensor: Strided): Strided => ({ ...tensor, offset: 0 });
const transposed = (tensor: Strided): Strided => ({ ...tensor, stride: [...tensor.stride].reverse() });

export default decoys<typeof Solution>([
  {
    name: "size-and-stride-swapped",
    teaches:
      "You take the strides for the sizes and the reverse. The second argument says how many, the third how far.",
    caughtBy: ["walk/a-row-and-a-column", "walk/the-diagonal"],
    subProblem: "walk",
    implementation: {
      asStrided: (data: Numbers, size: Numbers, stride: Numbers, offset = 0) =>
        asStrided(data, stride, size, offset),
    },
  },
  {
    name: "offset-ignored",
    teaches: "You start at the beginning whatever the offset is. Every place is counted from it.",
    caughtBy: ["walk/a-piece-from-the-middle", "walk/no-axes"],
    subProblem: "walk",
    implementation: {
      asStrided: (data: Numbers, size: Numbers, stride: Numbers) => asStrided(data, size, stride),
    },
  },
  {
    name: "axes-reversed",
    teaches:
      "You walk the last axis first: your result is transposed. The first size belongs to the outermost list.",
    caughtBy: ["walk/a-piece-of-a-matrix", "walk/three-axes"],
    subProblem: "walk",
    implementation: {
      asStrided: (data: Numbers, size: Numbers, stride: Numbers, offset = 0) =>
        asStrided(data, [...size].reverse(), [...stride].reverse(), offset),
    },
  },
  {
    name: "strides-reversed",
    teaches: "You use the last stride for the first axis. Stride i belongs to size i.",
    caughtBy: ["walk/a-piece-of-a-matrix", "walk/the-transpose"],
    subProblem: "walk",
    implementation: {
      asStrided: (data: Numbers, size: Numbers, stride: Numbers, offset = 0) =>
        asStrided(data, size, [...stride].reverse(), offset),
    },
  },
  {
    name: "flat-result",
    teaches: "Your result is one flat list. Nest it: one list inside another for each axis.",
    caughtBy: ["walk/a-piece-of-a-matrix", "walk/three-axes"],
    subProblem: "walk",
    implementation: {
      asStrided: (data: Numbers, size: Numbers, stride: Numbers, offset = 0) => {
        const nested = asStrided(data, size, stride, offset);
        return Array.isArray(nested) ? nested.flat(9) : nested;
      },
    },
  },
  {
    name: "scalar-in-a-list",
    teaches: "Without axes you return a list of one. No axes, no list: the number itself.",
    caughtBy: ["walk/no-axes"],
    subProblem: "walk",
    implementation: {
      asStrided: (data: Numbers, size: Numbers, stride: Numbers, offset = 0) =>
        size.length === 0 && stride.length === 0
          ? [asStrided(data, size, stride, offset)]
          : asStrided(data, size, stride, offset),
    },
  },
  {
    name: "zero-means-one",
    teaches: "You take a stride of 0 for a missing one (`||`?) and use 1. Stride 0 repeats one entry.",
    caughtBy: ["walk/repeated-by-stride-0"],
    subProblem: "walk",
    implementation: {
      asStrided: (data: Numbers, size: Numbers, stride: Numbers, offset = 0) =>
        asStrided(
          data,
          size,
          stride.map((step) => step || 1),
          offset,
        ),
    },
  },
  {
    name: "never-checked",
    teaches:
      "You read past the end and get undefined, which becomes NaN in the next sum. Throw a RangeError where there is no entry.",
    caughtBy: ["bounds/past-the-end", "bounds/before-the-beginning", "bounds/as-many-strides-as-sizes"],
    subProblem: "bounds",
    implementation: { asStrided: unchecked },
  },
  {
    name: "zero-for-what-is-not-there",
    teaches: "You read 0 where there is no entry. That is padding, and hides mistakes: throw a RangeError.",
    caughtBy: ["bounds/past-the-end"],
    subProblem: "bounds",
    implementation: {
      asStrided: (data: Numbers, size: Numbers, stride: Numbers, offset = 0) => {
        sameCount(size, stride);
        return walkWith((all, place) => all[place] ?? 0)(data, size, stride, offset);
      },
    },
  },
  {
    name: "counts-from-the-end",
    teaches: "You read negative places from the end (at?). Below 0 there is nothing: throw a RangeError.",
    caughtBy: ["bounds/before-the-beginning"],
    subProblem: "bounds",
    implementation: {
      asStrided: (data: Numbers, size: Numbers, stride: Numbers, offset = 0) => {
        sameCount(size, stride);
        const read = (all: Numbers, place: number) => {
          const entry = all.at(place);
          if (entry === undefined) throw new RangeError("There is no such entry.");
          return entry;
        };
        return walkWith(read)(data, size, stride, offset);
      },
    },
  },
  {
    name: "only-the-end-checked",
    teaches:
      "You check that no place lies past the end. A negative stride leads before the beginning: check both.",
    caughtBy: ["bounds/before-the-beginning"],
    subProblem: "bounds",
    implementation: {
      asStrided: (data: Numbers, size: Numbers, stride: Numbers, offset = 0) => {
        sameCount(size, stride);
        const read = (all: Numbers, place: number) => {
          if (place >= all.length) throw new RangeError("Past the end.");
          return all[place];
        };
        return walkWith(read)(data, size, stride, offset);
      },
    },
  },
  {
    name: "another-kind-of-error",
    teaches: "You throw an error, but no RangeError. Say which kind it is: new RangeError(…).",
    caughtBy: ["bounds/past-the-end"],
    subProblem: "bounds",
    implementation: {
      asStrided: (data: Numbers, size: Numbers, stride: Numbers, offset = 0) => {
        try {
          return asStrided(data, size, stride, offset);
        } catch {
          throw new Error("It does not fit.");
        }
      },
    },
  },
  {
    name: "counts-not-compared",
    teaches:
      "You do not notice that there are more sizes than strides, or fewer. Each axis needs both: throw a RangeError.",
    caughtBy: ["bounds/as-many-strides-as-sizes"],
    subProblem: "bounds",
    implementation: {
      asStrided: (data: Numbers, size: Numbers, stride: Numbers, offset = 0) =>
        asStrided(
          data,
          size,
          size.map((_, axis) => stride[axis] ?? 0),
          offset,
        ),
    },
  },
  {
    name: "empty-refused",
    teaches:
      "You refuse an empty result because its last entry would lie outside. It has no last entry: nothing is read.",
    caughtBy: ["bounds/an-empty-result-reads-nothing"],
    subProblem: "bounds",
    implementation: {
      asStrided: (data: Numbers, size: Numbers, stride: Numbers, offset = 0) => {
        const last = size.reduce((place, length, axis) => place + (length - 1) * (stride[axis] ?? 0), offset);
        if (data[last] === undefined || size.includes(0)) throw new RangeError("Outside.");
        return asStrided(data, size, stride, offset);
      },
    },
  },
  {
    name: "trace-of-a-contiguous-matrix",
    teaches:
      "You step by width + 1, which is right only for a matrix that lies row by row. Add its two strides.",
    caughtBy: ["trace/a-piece-of-a-larger-matrix", "trace/every-second-column"],
    subProblem: "trace",
    implementation: {
      trace: ({ data, size: [n = 0], offset }: Strided) =>
        sum(asStrided(data, [n], [n + 1], offset) as number[]),
    },
  },
  {
    name: "trace-by-row-stride-plus-one",
    teaches:
      "You step by the row's stride plus 1. A column may be more than one place to the right: add its stride.",
    caughtBy: ["trace/every-second-column"],
    subProblem: "trace",
    implementation: {
      trace: ({ data, size: [n = 0], stride: [down = 0], offset }: Strided) =>
        sum(asStrided(data, [n], [down + 1], offset) as number[]),
    },
  },
  {
    name: "trace-without-offset",
    teaches: "Your trace starts at place 0. The matrix starts at its offset.",
    caughtBy: ["trace/a-piece-of-a-larger-matrix"],
    subProblem: "trace",
    implementation: {
      trace: ({ data, size: [n = 0], stride: [down = 0, right = 0] }: Strided) =>
        sum(asStrided(data, [n], [down + right]) as number[]),
    },
  },
  {
    name: "first-row",
    teaches: "You sum the first row. The diagonal goes down as well as right.",
    caughtBy: ["trace/matrices-that-lie-row-by-row"],
    subProblem: "trace",
    implementation: {
      trace: ({ data, size: [n = 0], stride: [, right = 0], offset }: Strided) =>
        sum(asStrided(data, [n], [right], offset) as number[]),
    },
  },
  {
    name: "sum-without-a-start",
    teaches:
      "You sum by reduce without a first value, which throws for an empty list. The sum of nothing is 0: reduce(…, 0).",
    caughtBy: ["trace/one-entry-and-none"],
    subProblem: "trace",
    implementation: {
      trace: ({ data, size: [n = 0], stride: [down = 0, right = 0], offset }: Strided) =>
        (asStrided(data, [n], [down + right], offset) as number[]).reduce((total, value) => total + value),
    },
  },
  {
    name: "mv-of-contiguous-ones",
    teaches:
      "Your mv takes matrix and vector to lie in memory one entry after the other. Use the strides they come with.",
    caughtBy: ["products/matrix-times-vector-that-lie-anywhere"],
    subProblem: "products",
    implementation: {
      mv: (matrix: Strided, vector: Strided) => mv(asIfContiguous(matrix), asIfContiguous(vector)),
    },
  },
  {
    name: "mv-without-offsets",
    teaches: "Your mv starts reading at place 0. Matrix and vector have offsets.",
    caughtBy: ["products/matrix-times-vector-that-lie-anywhere"],
    subProblem: "products",
    implementation: {
      mv: (matrix: Strided, vector: Strided) => mv(withoutOffset(matrix), withoutOffset(vector)),
    },
  },
  {
    name: "mv-down-the-columns",
    teaches:
      "You repeat the vector along the wrong axis: entry i goes with row i instead of column i. Its strides in [row, column] are 0 and its own.",
    caughtBy: ["products/matrix-times-vector-by-hand"],
    subProblem: "products",
    technique: "broadcasting",
    implementation: {
      mv: (matrix: Strided, vector: Strided) => {
        const rows = asStrided(matrix.data, matrix.size, matrix.stride, matrix.offset) as number[][];
        const [row = 0, column = 0] = matrix.size;
        const spread = asStrided(
          vector.data,
          [row, Math.min(column, vector.data.length)],
          [vector.stride[0] ?? 0, 0],
          vector.offset,
        ) as number[][];
        return rows.map((entries, i) => sum(entries.map((value, j) => value * (spread[i]?.[j] ?? 0))));
      },
    },
  },
  {
    name: "mm-of-contiguous-ones",
    teaches: "Your mm takes both matrices to lie row by row in memory. Use the strides they come with.",
    caughtBy: ["products/matrices-that-lie-anywhere", "products/a-matrix-that-repeats-one-row"],
    subProblem: "products",
    implementation: {
      mm: (a: Strided, b: Strided) => {
        const read = (tensor: Strided): Strided => ({
          ...asIfContiguous(tensor),
          offset: Math.min(tensor.offset, 0),
          data: [...tensor.data, ...new Array<number>(20).fill(0)],
        });
        return mm(read(a), read(b));
      },
    },
  },
  {
    name: "mm-with-the-transpose",
    teaches: "You walk along the rows of the second matrix. Its inner axis is the first: down its columns.",
    caughtBy: ["products/matrix-times-matrix-by-hand"],
    subProblem: "products",
    implementation: { mm: (a: Strided, b: Strided) => mm(a, transposed(b)) },
  },
  {
    name: "mm-transposed",
    teaches: "Your product is transposed: [column, row]. The first axis of the result is the first matrix's.",
    caughtBy: ["products/matrix-times-matrix-by-hand"],
    subProblem: "products",
    implementation: {
      mm: (a: Strided, b: Strided) => {
        const right = mm(a, b);
        return (right[0] ?? []).map((_, j) => right.map((row) => row[j] ?? 0));
      },
    },
  },
]);
