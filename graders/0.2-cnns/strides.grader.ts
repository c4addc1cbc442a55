import { room, type SeededInputs } from "arena/grader";
import { NotYetError } from "arena/tools";
import type * as Solution from "../../exercises/0.2-cnns/strides/solution.ts";

type Strided = Solution.Strided;

const { subProblem, test } = room<typeof Solution>("0.2/strides");

/** 0, 1, …, n - 1. */
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** Whole numbers from -9 to 9, so that sums are exact. */
const numbers = (random: SeededInputs, n: number): number[] =>
  Array.from({ length: n }, () => Math.floor(random.next() * 19) - 9);

/** A matrix that lies in memory row by row. */
const contiguous = (data: number[], rows: number, columns: number): Strided => ({
  data,
  size: [rows, columns],
  stride: [columns, 1],
  offset: 0,
});

const vectorOf = (data: number[]): Strided => ({ data, size: [data.length], stride: [1], offset: 0 });

/** A matrix or vector as a label says it: `[3, 4] (strides [1, 5], from place 8)`. */
const laidOut = ({ size, stride, offset }: Strided): string =>
  `[${size.join(", ")}] (strides [${stride.join(", ")}], from place ${offset})`;

/** The entries of a vector or matrix, read without the code under test. */
const entriesOf = ({
  data,
  size: [rows = 0, columns = 1],
  stride: [down = 0, right = 0],
  offset,
}: Strided): number[][] =>
  upTo(rows).map((i) => upTo(columns).map((j) => data[offset + i * down + j * right] as number));

function productOf(a: Strided, b: Strided): number[][] {
  const [left, right] = [entriesOf(a), entriesOf(b)];
  const columns = right[0]?.length ?? 0;
  return left.map((row) =>
    upTo(columns).map((j) => row.reduce((sum, value, k) => sum + value * (right[k]?.[j] as number), 0)),
  );
}

/** What came of something that should be refused. "Not yet" is passed on. */
function outcomeOf(attempt: () => unknown): unknown {
  try {
    return attempt();
  } catch (thrown) {
    if (thrown instanceof NotYetError) throw thrown;
    return thrown instanceof RangeError
      ? "a RangeError"
      : `another error (${thrown instanceof Error ? thrown.name : typeof thrown})`;
  }
}

subProblem("walk", () => {
  test("a row and a column", async ({ answer, expectSame }) => {
    await expectSame(
      "asStrided(0 … 19, [5], [1])",
      () => answer.asStrided(upTo(20), [5], [1]),
      [0, 1, 2, 3, 4],
    );
    await expectSame(
      "asStrided(0 … 19, [4], [5])",
      () => answer.asStrided(upTo(20), [4], [5]),
      [0, 5, 10, 15],
    );
  });
  test("the diagonal", async ({ answer, expectSame }) => {
    await expectSame(
      "asStrided(0 … 19, [4], [6])",
      () => answer.asStrided(upTo(20), [4], [6]),
      [0, 6, 12, 18],
    );
  });
  test("a piece of a matrix", async ({ answer, expectSame }) => {
    await expectSame("asStrided(0 … 19, [2, 3], [5, 1])", () => answer.asStrided(upTo(20), [2, 3], [5, 1]), [
      [0, 1, 2],
      [5, 6, 7],
    ]);
    await expectSame(
      "asStrided(0 … 19, [2, 3], [10, 1])",
      () => answer.asStrided(upTo(20), [2, 3], [10, 1]),
      [
        [0, 1, 2],
        [10, 11, 12],
      ],
    );
  });
  test("repeated by stride 0", async ({ answer, expectSame }) => {
    await expectSame(
      "asStrided(0 … 19, [2, 3], [11, 0])",
      () => answer.asStrided(upTo(20), [2, 3], [11, 0]),
      [
        [0, 0, 0],
        [11, 11, 11],
      ],
    );
  });
  test("a piece from the middle", async ({ answer, expectSame }) => {
    await expectSame(
      "asStrided(0 … 19, [2, 3], [5, 1], 6)",
      () => answer.asStrided(upTo(20), [2, 3], [5, 1], 6),
      [
        [6, 7, 8],
        [11, 12, 13],
      ],
    );
  });
  test("the transpose", async ({ answer, random, expectSame }) => {
    const data = numbers(random, 6);
    const expected = [
      [data[0], data[3]],
      [data[1], data[4]],
      [data[2], data[5]],
    ];
    await expectSame(
      "asStrided(data, [3, 2], [1, 3])",
      () => answer.asStrided(data, [3, 2], [1, 3]),
      expected,
    );
  });
  test("three axes", async ({ answer, expectSame }) => {
    const expected = [
      [
        [1, 3, 5],
        [2, 4, 6],
      ],
      [
        [11, 13, 15],
        [12, 14, 16],
      ],
    ];
    await expectSame(
      "asStrided(0 … 19, [2, 2, 3], [10, 1, 2], 1)",
      () => answer.asStrided(upTo(20), [2, 2, 3], [10, 1, 2], 1),
      expected,
    );
  });
  test("backwards", async ({ answer, expectSame }) => {
    await expectSame(
      "asStrided(0 … 4, [3], [-2], 4)",
      () => answer.asStrided(upTo(5), [3], [-2], 4),
      [4, 2, 0],
    );
  });
  test("no axes", async ({ answer, expectSame }) => {
    await expectSame("asStrided(0 … 4, [], [], 3)", () => answer.asStrided(upTo(5), [], [], 3), 3);
  });
});

subProblem("bounds", () => {
  test("past the end", async ({ answer, expectSame }) => {
    await expectSame(
      "asStrided(0 … 19, [5], [5])",
      () => outcomeOf(() => answer.asStrided(upTo(20), [5], [5])),
      "a RangeError",
    );
    await expectSame("asStrided(0 … 19, [20], [1])", () => answer.asStrided(upTo(20), [20], [1]), upTo(20));
  });
  test("before the beginning", async ({ answer, expectSame }) => {
    await expectSame(
      "asStrided(0 … 4, [3], [-1], 1)",
      () => outcomeOf(() => answer.asStrided(upTo(5), [3], [-1], 1)),
      "a RangeError",
    );
  });
  test("an offset outside", async ({ answer, expectSame }) => {
    await expectSame(
      "asStrided(0 … 4, [], [], 5)",
      () => outcomeOf(() => answer.asStrided(upTo(5), [], [], 5)),
      "a RangeError",
    );
  });
  test("as many strides as sizes", async ({ answer, expectSame }) => {
    await expectSame(
      "asStrided(0 … 19, [2, 2], [5])",
      () => outcomeOf(() => answer.asStrided(upTo(20), [2, 2], [5])),
      "a RangeError",
    );
    await expectSame(
      "asStrided(0 … 19, [2], [5, 1])",
      () => outcomeOf(() => answer.asStrided(upTo(20), [2], [5, 1])),
      "a RangeError",
    );
  });
  test("an empty result reads nothing", async ({ answer, expectSame }) => {
    await expectSame("asStrided([], [0], [1])", () => answer.asStrided([], [0], [1]), []);
    await expectSame("asStrided([7], [2, 0], [50, 1])", () => answer.asStrided([7], [2, 0], [50, 1]), [
      [],
      [],
    ]);
  });
});

subProblem("trace", () => {
  test("matrices that lie row by row", async ({ answer, random, expectSame }) => {
    const data = numbers(random, 16);
    await expectSame("trace of 0 … 8 in 3 × 3", () => answer.trace(contiguous(upTo(9), 3, 3)), 12);
    const expected = [0, 5, 10, 15].reduce((sum, place) => sum + (data[place] as number), 0);
    await expectSame("trace of a random 4 × 4", () => answer.trace(contiguous(data, 4, 4)), expected);
  });
  test("a piece of a larger matrix", async ({ answer, expectSame }) => {
    const piece = { data: upTo(30), size: [3, 3], stride: [7, 1], offset: 8 };
    await expectSame(`trace of ${laidOut(piece)}`, () => answer.trace(piece), 8 + 16 + 24);
  });
  test("every second column", async ({ answer, expectSame }) => {
    const piece = { data: upTo(30), size: [3, 3], stride: [10, 2], offset: 0 };
    await expectSame(`trace of ${laidOut(piece)}`, () => answer.trace(piece), 0 + 12 + 24);
  });
  test("one entry and none", async ({ answer, expectSame }) => {
    await expectSame("trace of 1 × 1", () => answer.trace(contiguous([5], 1, 1)), 5);
    await expectSame("trace of 0 × 0", () => answer.trace(contiguous([], 0, 0)), 0);
  });
});

subProblem("products", () => {
  test("matrix times vector by hand", async ({ answer, expectSame }) => {
    await expectSame(
      "mv of [[1, 2], [3, 4]] and [5, 6]",
      () => answer.mv(contiguous([1, 2, 3, 4], 2, 2), vectorOf([5, 6])),
      [17, 39],
    );
  });
  test("matrix times vector that lie anywhere", async ({ answer, random, expectSame }) => {
    const matrix = { data: numbers(random, 30), size: [3, 4], stride: [1, 5], offset: 8 };
    const vector = { data: numbers(random, 12), size: [4], stride: [3], offset: 2 };
    await expectSame(
      `mv of ${laidOut(matrix)} and ${laidOut(vector)}`,
      () => answer.mv(matrix, vector),
      productOf(matrix, vector).flat(),
    );
  });
  test("matrix times matrix by hand", async ({ answer, expectSame }) => {
    const [a, b] = [contiguous([1, 2, 3, 4, 5, 6], 2, 3), contiguous([1, 0, 2, 1, 0, 3], 3, 2)];
    await expectSame("mm of [[1, 2, 3], [4, 5, 6]] and [[1, 0], [2, 1], [0, 3]]", () => answer.mm(a, b), [
      [5, 11],
      [14, 23],
    ]);
  });
  test("matrices that lie anywhere", async ({ answer, random, expectSame }) => {
    const a = { data: numbers(random, 30), size: [3, 4], stride: [1, 6], offset: 8 };
    const b = { data: numbers(random, 40), size: [4, 5], stride: [-8, 2], offset: 30 };
    await expectSame(`mm of ${laidOut(a)} and ${laidOut(b)}`, () => answer.mm(a, b), productOf(a, b));
  });
  test("a matrix that repeats one row", async ({ answer, random, expectSame }) => {
    const a = { data: numbers(random, 3), size: [4, 3], stride: [0, 1], offset: 0 };
    const b = contiguous(numbers(random, 6), 3, 2);
    await expectSame(`mm of ${laidOut(a)} and ${laidOut(b)}`, () => answer.mm(a, b), productOf(a, b));
  });
  test("an inner axis of length 0", async ({ answer, expectSame }) => {
    await expectSame("mm of [2, 0] and [0, 3]", () => answer.mm(contiguous([], 2, 0), contiguous([], 0, 3)), [
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });
});
