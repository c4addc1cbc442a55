import { decoys } from "arena/grader";
import { all, any, index, linalg, stack, tf, unsqueeze, where } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/intersect-rays-1d/solution.ts";

/** Everything that the conditions of a pair ask about, each [ray, segment]. */
interface Found {
  readonly u: tf.Tensor;
  readonly v: tf.Tensor;
  readonly singular: tf.Tensor;
}

/** The steps of the solution, each of which a decoy may get wrong. */
interface Steps {
  readonly axis?: number;
  readonly flipped?: boolean;
  readonly originForgotten?: boolean;
  readonly singularSolved?: boolean;
  readonly signed?: boolean;
  readonly hits?: (found: Found) => tf.Tensor;
  readonly verdict?: (hits: tf.Tensor) => tf.Tensor;
}

const ahead = ({ u }: Found) => u.greaterEqual(0);
const within = ({ v }: Found) => v.greaterEqual(0).logicalAnd(v.lessEqual(1));
const sound = ({ singular }: Found) => singular.logicalNot();

const intersect = (steps: Steps) => (rays: tf.Tensor3D, segments: tf.Tensor3D) => {
  const pairs = [rays.shape[0], segments.shape[0], 2];
  const [O, D] = [0, 1].map((i) => unsqueeze(index(rays, ":", i, ":2"), 1).broadcastTo(pairs)) as [
    tf.Tensor,
    tf.Tensor,
  ]; // two of [ray, segment, xy]
  const [L1, L2] = [0, 1].map((i) => index(segments, ":", i, ":2").broadcastTo(pairs)) as [
    tf.Tensor,
    tf.Tensor,
  ]; // two of [ray, segment, xy]
  const back = steps.flipped ? L2.sub(L1) : L1.sub(L2); // [ray, segment, xy]
  const matrices = stack([D, back], steps.axis ?? -1); // [ray, segment, xy, unknown]
  const determinants = linalg.det(matrices); // [ray, segment]
  const singular = (steps.signed ? determinants : determinants.abs()).less(1e-8); // [ray, segment]
  const mask = unsqueeze(unsqueeze(singular, -1), -1); // [ray, segment, 1, 1]
  const solvable = steps.singularSolved ? matrices : where(mask, tf.eye(2), matrices);
  const side = steps.originForgotten ? L1 : L1.sub(O); // [ray, segment, xy]
  const solution = linalg.solve(solvable, side); // [ray, segment, unknown]
  const found = { u: index(solution, "...", 0), v: index(solution, "...", 1), singular };
  const hits = steps.hits?.(found) ?? ahead(found).logicalAnd(within(found)).logicalAnd(sound(found));
  return steps.verdict?.(hits) ?? any(hits, 1);
};

const NINE = "pairs/nine-rays-and-three-segments";

export default decoys<typeof Solution>([
  {
    name: "first-with-first",
    teaches: "You pair ray i with segment i alone. Each ray meets each segment: give both tensors both axes.",
    caughtBy: ["pairs/two-rays-and-five-segments"],
    subProblem: "pairs",
    implementation: {
      intersectRays1d: (rays: tf.Tensor3D, segments: tf.Tensor3D) => {
        const count = Math.min(rays.shape[0], segments.shape[0]);
        const own = tf.eye(rays.shape[0], segments.shape[0]).notEqual(0); // [ray, segment]
        return count === 1
          ? intersect({})(rays, segments)
          : intersect({ verdict: (hits) => any(hits.logicalAnd(own), 1) })(rays, segments);
      },
    },
  },
  {
    name: "segments-axis-kept",
    teaches: "Your result still says it for each pair. Ask for each ray whether any of its pairs is a hit.",
    caughtBy: [NINE],
    subProblem: "any",
    implementation: { intersectRays1d: intersect({ verdict: (hits) => hits }) },
  },
  {
    name: "any-over-rays",
    teaches: "You reduce over the rays, so your answer is one for each segment. Reduce the segments, axis 1.",
    caughtBy: [NINE, "pairs/two-rays-and-five-segments"],
    subProblem: "any",
    implementation: { intersectRays1d: intersect({ verdict: (hits) => any(hits, 0) }) },
  },
  {
    name: "all-for-any",
    teaches: "You ask for hits of all segments. One is enough: any, not all.",
    caughtBy: [NINE, "any/hits-of-one-segment-of-all-of-none"],
    subProblem: "any",
    implementation: { intersectRays1d: intersect({ verdict: (hits) => all(hits, 1) }) },
  },
  {
    name: "rows-for-columns",
    teaches: "Your vectors are the matrices' rows. Each unknown has a column: stack along the last axis.",
    caughtBy: [NINE],
    subProblem: "solve",
    technique: "stack-vstack",
    implementation: { intersectRays1d: intersect({ axis: 2 }) },
  },
  {
    name: "segment-the-other-way",
    teaches: "Your second column is L2 - L1. Brought to the left side, v's vector changes its sign: L1 - L2.",
    caughtBy: [NINE],
    subProblem: "solve",
    implementation: { intersectRays1d: intersect({ flipped: true }) },
  },
  {
    name: "origin-forgotten",
    teaches: "You take every ray to begin at 0. The right side is L1 - O.",
    caughtBy: ["solve/origins-elsewhere"],
    subProblem: "solve",
    implementation: { intersectRays1d: intersect({ originForgotten: true }) },
  },
  {
    name: "determinant-without-abs",
    teaches:
      "A determinant may be negative, where the segment runs the other way. Compare its absolute value with 1e-8.",
    caughtBy: [NINE],
    subProblem: "singular",
    implementation: { intersectRays1d: intersect({ signed: true }) },
  },
  {
    name: "singular-not-swapped",
    teaches:
      "A single parallel pair makes solve throw for all. Put the identity in place of singular matrices.",
    caughtBy: ["singular/one-pair-in-one-line-among-others"],
    subProblem: "singular",
    implementation: { intersectRays1d: intersect({ singularSolved: true }) },
  },
  {
    name: "singular-counts",
    teaches:
      "You swap singular matrices for the identity, but let what it gives count. Add: and not singular.",
    caughtBy: ["singular/parallel-pairs-whose-right-side-looks-like-a-hit"],
    subProblem: "singular",
    technique: "masks-any-all",
    implementation: { intersectRays1d: intersect({ hits: (f) => ahead(f).logicalAnd(within(f)) }) },
  },
  {
    name: "parallel-is-a-hit",
    teaches: "You count every parallel pair as a hit. A pair without a single solution is a miss.",
    caughtBy: ["singular/nothing-but-parallel-pairs"],
    subProblem: "singular",
    implementation: {
      intersectRays1d: intersect({
        hits: (f) => ahead(f).logicalAnd(within(f)).logicalAnd(sound(f)).logicalOr(f.singular),
      }),
    },
  },
  {
    name: "behind-counts",
    teaches: "You count crossings behind the camera. A ray has only u ≥ 0.",
    caughtBy: ["any/behind-the-camera"],
    subProblem: "any",
    implementation: { intersectRays1d: intersect({ hits: (f) => within(f).logicalAnd(sound(f)) }) },
  },
  {
    name: "before-the-start",
    teaches: "You do not ask for v ≥ 0, so crossings before the segment's first end count.",
    caughtBy: ["any/ends-belong-to-it-what-lies-beyond-does-not"],
    subProblem: "any",
    implementation: {
      intersectRays1d: intersect({
        hits: (f) => ahead(f).logicalAnd(f.v.lessEqual(1)).logicalAnd(sound(f)),
      }),
    },
  },
  {
    name: "past-the-end",
    teaches: "You do not ask for v ≤ 1, so crossings past the segment's second end count.",
    caughtBy: ["any/ends-belong-to-it-what-lies-beyond-does-not"],
    subProblem: "any",
    implementation: {
      intersectRays1d: intersect({
        hits: (f) => ahead(f).logicalAnd(f.v.greaterEqual(0)).logicalAnd(sound(f)),
      }),
    },
  },
  {
    name: "ends-excluded",
    teaches: "Your comparisons with v are strict. A touch at an end is a hit: use ≥ and ≤.",
    caughtBy: ["any/ends-belong-to-it-what-lies-beyond-does-not"],
    subProblem: "any",
    implementation: {
      intersectRays1d: intersect({
        hits: (f) => ahead(f).logicalAnd(f.v.greater(0)).logicalAnd(f.v.less(1)).logicalAnd(sound(f)),
      }),
    },
  },
]);
