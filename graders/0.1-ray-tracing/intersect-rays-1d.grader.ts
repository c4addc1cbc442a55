import { type CaseContext, room } from "arena/grader";
import { tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/intersect-rays-1d/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.1/intersect-rays-1d");

/** Two points (x, y): origin and direction of a ray, or the ends of a segment. */
type Pair = readonly [x1: number, y1: number, x2: number, y2: number];

async function expectHits(
  { answer, given, expectSame }: CaseContext<typeof Solution>,
  rays: readonly Pair[],
  segments: readonly Pair[],
  expected: readonly boolean[],
  z = 0,
): Promise<void> {
  const points = (pairs: readonly Pair[], depth: number) =>
    given.tensor(
      pairs.map(([x1, y1, x2, y2]) => [
        [x1, y1, depth],
        [x2, y2, -3 * depth],
      ]),
    ) as tf.Tensor3D; // [pair, point, xyz]
  const [some, walls] = [points(rays, z), points(segments, 2 * z)];
  await expectSame(
    `intersectRays1d of ${rays.length} rays and ${segments.length} segments`,
    () => answer.intersectRays1d(some, walls),
    tf.tensor1d([...expected], "bool"),
  );
}

const FAN: readonly Pair[] = Array.from({ length: 9 }, (_, i) => [0, 0, 1, -10 + 2.5 * i]);
const WALLS: readonly Pair[] = [
  [1, -12, 1, -6],
  [0.5, 0.1, 0.5, 1.15],
  [2, 12, 2, 21],
];
const [yes, no] = [true, false];

subProblem("pairs", () => {
  test("nine rays and three segments", (context) =>
    expectHits(context, FAN, WALLS, [yes, yes, no, no, no, no, no, yes, yes]));
  test("two rays and five segments", (context) =>
    expectHits(
      context,
      [
        [0, 0, 1, 0],
        [0, 1, 1, 2],
      ],
      [...WALLS, [3, 6, 3, 8], [4, 11, 4, 12]],
      [no, yes],
    ));
  test("z is left out of account", (context) =>
    expectHits(context, FAN, WALLS, [yes, yes, no, no, no, no, no, yes, yes], 1));
  test("a single ray and a single segment", (context) =>
    expectHits(context, [[1, 1, 1, 0.5]], [[3, 0, 3, 4]], [yes]));
});

subProblem("solve", () => {
  test("origins elsewhere", (context) =>
    expectHits(
      context,
      [
        [-1, 2, 2, -1],
        [0, 3, 1, 0.25],
        [3, 1, -1, 0.5],
        [5, 1, 1, 0.25],
      ],
      [
        [1, 0, 3, 2],
        [0, 0, 1, 4],
      ],
      [yes, yes, yes, no],
    ));
  test("crossings at a slant", (context) =>
    expectHits(
      context,
      [
        [0, 0, 1, 2],
        [0, 0, 2, 1],
        [0, 0, 1, -1],
        [1, 0, 1, 3],
      ],
      [
        [1, 3, 3, 4],
        [4, 1, 6, 4],
      ],
      [yes, yes, no, yes],
    ));
});

subProblem("singular", () => {
  test("one pair in one line among others", (context) =>
    expectHits(
      context,
      [
        [0, 0, 0, 1],
        [0, 0, 1, 3],
      ],
      [
        [0, 2, 0, 4],
        [1, 1, 2, 8],
      ],
      [no, yes],
    ));
  test("parallel pairs whose right side looks like a hit", (context) =>
    expectHits(
      context,
      [
        [0, 0, 0, 1],
        [0, 0, 1, 0],
        [0, 0, 1, 1],
      ],
      [
        [0, 0.5, 0, 0.9],
        [0.5, 0.5, 2, 0.5],
      ],
      [no, no, yes],
    ));
  test("a short segment and a short direction", (context) =>
    expectHits(
      context,
      [
        [0, 0, 1, 0],
        [0, 2, 0.00005, 0],
        [0, 1, 1, 0],
      ],
      [
        [2, -0.00002, 2, 0.00003],
        [2, 1.5, 2, 2.5],
      ],
      [yes, yes, no],
    ));
  test("nothing but parallel pairs", (context) =>
    expectHits(
      context,
      [[0, 0, 1, 0]],
      [
        [0.5, 0.25, 2, 0.25],
        [1, 0, 3, 0],
      ],
      [no],
    ));
});

subProblem("any", () => {
  test("behind the camera", (context) =>
    expectHits(
      context,
      [
        [0, 0, 1, 0],
        [0, 0, -1, 0],
        [0, 0, 1, 4],
      ],
      [
        [-1, -1, -1, 1],
        [-3, -1, -3, 1],
      ],
      [no, yes, no],
    ));
  test("hits of one segment, of all, of none", (context) =>
    expectHits(
      context,
      [
        [0, 0, 1, 0],
        [0, 0, 1, 1],
        [0, 0, 1, -3],
      ],
      [
        [1, -1, 1, 0.5],
        [2, -1, 2, 3],
      ],
      [yes, yes, no],
    ));
  test("ends belong to it, what lies beyond does not", (context) =>
    expectHits(
      context,
      [
        [0, 0, 1, 0],
        [0, 0, 1, 1],
        [0, 0, 1, 1.5],
        [0, 0, 1, -0.5],
        [2, 1, 1, 0],
      ],
      [[2, 0, 2, 2]],
      [yes, yes, no, no, yes],
    ));
});
