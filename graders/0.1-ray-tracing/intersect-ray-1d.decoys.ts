import { decoys } from "arena/grader";
import { index, linalg, stack, tf, unbind } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/intersect-ray-1d/solution.ts";

type Points = {
  readonly O: tf.Tensor;
  readonly D: tf.Tensor;
  readonly L1: tf.Tensor;
  readonly L2: tf.Tensor;
};

/** The steps of the solution, each of which a decoy may get wrong. */
interface Steps {
  /** The two coordinates that are looked at, as a range. */
  readonly coordinates?: string;
  readonly columns?: (points: Points) => tf.Tensor[];
  /** Where the unknowns' vectors stand: -1 as columns, 0 as rows. */
  readonly axis?: number;
  readonly side?: (points: Points) => tf.Tensor;
  /** What a system without a single solution counts as. */
  readonly singular?: boolean | "solve";
  /** The size of the determinant that is held against 1e-8. */
  readonly size?: (determinant: number) => number;
  readonly holds?: (u: number, v: number) => boolean;
}

const onBoth = (u: number, v: number): boolean => u >= 0 && v >= 0 && v <= 1;

const intersect =
  (steps: Steps) =>
  async (ray: tf.Tensor2D, segment: tf.Tensor2D): Promise<boolean> => {
    const { coordinates = ":2", axis = -1, singular = false, size = Math.abs, holds = onBoth } = steps;
    const [O, D] = unbind(index(ray, ":", coordinates)) as [tf.Tensor, tf.Tensor]; // two of [xy]
    const [L1, L2] = unbind(index(segment, ":", coordinates)) as [tf.Tensor, tf.Tensor]; // two of [xy]
    const points = { O, D, L1, L2 };
    const matrix = stack(steps.columns?.(points) ?? [D, L1.sub(L2)], axis); // [xy, unknown]
    const [determinant = 0] = await linalg.det(matrix).data();
    if (size(determinant) < 1e-8 && singular !== "solve") return singular;
    const [u = 0, v = 0] = await linalg.solve(matrix, steps.side?.(points) ?? L1.sub(O)).data(); // [unknown]
    return holds(u, v);
  };

const NINE = "system/nine-rays-and-three-segments";
const ELSEWHERE = "system/origins-elsewhere";

export default decoys<typeof Solution>([
  {
    name: "segment-the-other-way",
    teaches: "Your second column is L2 - L1. Brought to the left side, v's vector changes its sign: L1 - L2.",
    caughtBy: [NINE],
    subProblem: "system",
    implementation: { intersectRay1d: intersect({ columns: ({ D, L1, L2 }) => [D, L2.sub(L1)] }) },
  },
  {
    name: "rows-for-columns",
    teaches: "Your vectors are the matrix's rows. Each unknown has a column: stack along the last axis.",
    caughtBy: [NINE],
    subProblem: "system",
    implementation: { intersectRay1d: intersect({ axis: 0 }) },
  },
  {
    name: "right-side-negated",
    teaches: "Your right side is O - L1. It should be L1 - O; now u and v have the wrong sign.",
    caughtBy: [NINE],
    subProblem: "system",
    implementation: { intersectRay1d: intersect({ side: ({ O, L1 }) => O.sub(L1) }) },
  },
  {
    name: "origin-forgotten",
    teaches: "You take every ray to begin at 0. The right side is L1 - O.",
    caughtBy: [ELSEWHERE],
    subProblem: "system",
    implementation: { intersectRay1d: intersect({ side: ({ L1 }) => L1 }) },
  },
  {
    name: "direction-as-a-point",
    teaches: "You take D for a point and go along D - O. D is the direction itself.",
    caughtBy: [ELSEWHERE],
    subProblem: "system",
    implementation: { intersectRay1d: intersect({ columns: ({ O, D, L1, L2 }) => [D.sub(O), L1.sub(L2)] }) },
  },
  {
    name: "y-and-z",
    teaches: "You look at y and z. The plane is x and y: the first two coordinates.",
    caughtBy: [NINE, "system/z-is-left-out-of-account"],
    subProblem: "system",
    technique: "indexing-colon",
    implementation: { intersectRay1d: intersect({ coordinates: "1:" }) },
  },
  {
    name: "determinant-without-abs",
    teaches:
      "A determinant may be negative, where the segment runs the other way. Compare its absolute value with 1e-8.",
    caughtBy: [NINE],
    subProblem: "singular",
    implementation: { intersectRay1d: intersect({ size: (determinant) => determinant }) },
  },
  {
    name: "singular-not-caught",
    teaches:
      "A parallel pair has a singular matrix, and solve throws. Look at the determinant first, or catch it.",
    caughtBy: ["degenerate/parallel-and-in-one-line"],
    subProblem: "degenerate",
    implementation: { intersectRay1d: intersect({ singular: "solve" }) },
  },
  {
    name: "parallel-is-a-hit",
    teaches:
      "You count a system without a single solution as a hit. It is a miss, also if both lie in one line.",
    caughtBy: ["degenerate/parallel-and-in-one-line", "degenerate/a-segment-without-length"],
    subProblem: "degenerate",
    implementation: { intersectRay1d: intersect({ singular: true }) },
  },
  {
    name: "behind-counts",
    teaches: "You count crossings behind the camera. A ray has only u ≥ 0.",
    caughtBy: ["range/behind-the-camera"],
    subProblem: "range",
    implementation: { intersectRay1d: intersect({ holds: (_u, v) => v >= 0 && v <= 1 }) },
  },
  {
    name: "before-the-start",
    teaches: "You do not ask for v ≥ 0, so crossings before the segment's first end count.",
    caughtBy: [NINE, "range/before-the-first-end-and-past-the-second"],
    subProblem: "range",
    implementation: { intersectRay1d: intersect({ holds: (u, v) => u >= 0 && v <= 1 }) },
  },
  {
    name: "past-the-end",
    teaches: "You do not ask for v ≤ 1, so crossings past the segment's second end count.",
    caughtBy: [NINE, "range/before-the-first-end-and-past-the-second"],
    subProblem: "range",
    implementation: { intersectRay1d: intersect({ holds: (u, v) => u >= 0 && v >= 0 }) },
  },
  {
    name: "ray-ends",
    teaches: "You also ask for u ≤ 1. A segment ends there; a ray goes on for ever.",
    caughtBy: ["range/far-away-and-close-by"],
    subProblem: "range",
    implementation: { intersectRay1d: intersect({ holds: (u, v) => onBoth(u, v) && u <= 1 }) },
  },
  {
    name: "ends-excluded",
    teaches: "Your comparisons are strict. A touch at an end is a hit: use ≥ and ≤.",
    caughtBy: ["range/ends-belong-to-it"],
    subProblem: "range",
    implementation: { intersectRay1d: intersect({ holds: (u, v) => u > 0 && v > 0 && v < 1 }) },
  },
  {
    name: "not-read",
    teaches:
      "You return a bool tensor. Whether they meet is asked as a plain true or false: `await mask.data()` reads it.",
    caughtBy: [NINE, "range/ends-belong-to-it"],
    subProblem: "range",
    implementation: {
      intersectRay1d: async (ray: tf.Tensor2D, segment: tf.Tensor2D) =>
        tf.scalar(await intersect({})(ray, segment), "bool"),
    },
  },
]);
