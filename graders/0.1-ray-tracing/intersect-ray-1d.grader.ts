import { type CaseContext, room } from "arena/grader";
import type { tf } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/intersect-ray-1d/solution.ts";

const { subProblem, test } = room<typeof Solution>("0.1/intersect-ray-1d");

type Point = readonly number[];
type Pair = { readonly ray: readonly [Point, Point]; readonly segment: readonly [Point, Point] };

const at = ([x = 0, y = 0, z = 0]: Point): number[] => [x, y, z];

/** The verdicts on several pairs, in one list: where they differ says more than a single boolean. */
async function expectVerdicts(
  { answer, given, expectSame }: CaseContext<typeof Solution>,
  pairs: readonly Pair[],
  expected: readonly boolean[],
): Promise<void> {
  const inputs = pairs.map(({ ray, segment }) => ({
    ray: given.tensor(ray.map(at)) as tf.Tensor2D, // [point, xyz]
    segment: given.tensor(segment.map(at)) as tf.Tensor2D, // [point, xyz]
  }));
  const verdicts = () => Promise.all(inputs.map(({ ray, segment }) => answer.intersectRay1d(ray, segment)));
  await expectSame(`intersectRay1d of ${pairs.length} pairs of a ray and a segment`, verdicts, [...expected]);
}

const from = (origin: Point, direction: Point, first: Point, second: Point): Pair => ({
  ray: [origin, direction],
  segment: [first, second],
});
const ahead = (direction: Point, first: Point, second: Point): Pair => from([0, 0], direction, first, second);

subProblem("system", () => {
  test("nine rays and three segments", async (context) => {
    const segments: readonly (readonly [Point, Point])[] = [
      [
        [1, -12],
        [1, -6],
      ],
      [
        [0.5, 0.1],
        [0.5, 1.15],
      ],
      [
        [2, 12],
        [2, 21],
      ],
    ];
    const slopes = Array.from({ length: 9 }, (_, i) => -10 + 2.5 * i);
    const pairs = segments.flatMap(([first, second]) => slopes.map((y) => ahead([1, y], first, second)));
    const hits = new Set([0, 1, 25, 26]);
    await expectVerdicts(
      context,
      pairs,
      pairs.map((_, i) => hits.has(i)),
    );
  });
  test("origins elsewhere", async (context) => {
    const pairs = [
      from([-1, 2], [2, -1], [1, 0], [3, 2]),
      from([3, 1], [-1, 0.5], [0, 0], [1, 4]),
      from([0, 3], [1, 0.25], [2, 0], [2, 2]),
      from([4, -2], [1, 1], [6, -3], [6, 1]),
    ];
    await expectVerdicts(context, pairs, [true, true, false, true]);
  });
  test("z is left out of account", async (context) => {
    const pairs = [
      from([0, 0, 3], [1, 0.5, 2], [2, 0, 9], [2, 4, -7]),
      from([0, 0, 1], [1, 3, 1], [2, 0, 1], [2, 4, 1]),
    ];
    await expectVerdicts(context, pairs, [true, false]);
  });
});

subProblem("degenerate", () => {
  test("parallel, and in one line", async (context) => {
    const pairs = [
      ahead([0, 1], [0, 2], [0, 4]),
      ahead([1, 0], [1, 1], [3, 1]),
      ahead([1, 2], [2, 4], [3, 6]),
      ahead([0, 1], [0, 0.5], [0, 0.9]),
      ahead([1, 1], [2, 1], [2, 3]),
    ];
    await expectVerdicts(context, pairs, [false, false, false, false, true]);
  });
  test("a segment without length", async (context) => {
    await expectVerdicts(
      context,
      [ahead([1, 0], [2, 0], [2, 0]), ahead([1, 0], [2, -1], [2, 1])],
      [false, true],
    );
  });
  test("a short segment and a short direction", async (context) => {
    const pairs = [ahead([1, 0], [2, -0.00002], [2, 0.00003]), ahead([0.00005, 0], [2, -0.5], [2, 0.5])];
    await expectVerdicts(context, pairs, [true, true]);
  });
});

subProblem("range", () => {
  test("behind the camera", async (context) => {
    const pairs = [
      ahead([1, 0], [-1, -1], [-1, 1]),
      ahead([1, 0], [1, -1], [1, 1]),
      from([3, 0], [1, 0.25], [2, -2], [2, 2]),
    ];
    await expectVerdicts(context, pairs, [false, true, false]);
  });
  test("before the first end and past the second", async (context) => {
    const pairs = [
      ahead([1, 0.5], [2, 0], [2, 4]),
      ahead([1, 3], [2, 0], [2, 4]),
      ahead([1, -1], [2, 0], [2, 4]),
    ];
    await expectVerdicts(context, pairs, [true, false, false]);
  });
  test("far away and close by", async (context) => {
    await expectVerdicts(
      context,
      [ahead([1, 0], [64, -1], [64, 1]), ahead([1, 0], [0.25, -1], [0.25, 1])],
      [true, true],
    );
  });
  test("ends belong to it", async (context) => {
    const pairs = [
      ahead([1, 0], [2, 0], [2, 1]),
      ahead([1, 0], [2, -1], [2, 0]),
      from([2, 0], [1, 0], [2, -1], [2, 1]),
      ahead([1, 0], [2, 0.5], [2, 1]),
    ];
    await expectVerdicts(context, pairs, [true, true, true, false]);
  });
});
