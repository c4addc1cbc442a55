import { decoys } from "arena/grader";
import { index, stack } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/raytrace-triangle/solution.ts";
import { raytracer, type Steps, WRONG_RULES } from "./raytracer.ts";

const tracing = (wrong: Partial<Steps>) => ({ raytraceTriangle: raytracer(wrong) });

export default decoys<typeof Solution>([
  {
    name: "first-two-rays",
    teaches: "You take the first two *rays* for origins and directions. Unbind axis 1, the one of length 2.",
    caughtBy: ["points/two-rays"],
    subProblem: "points",
    technique: "unbind",
    implementation: tracing({ split: (rays) => [index(rays, 0), index(rays, 1)] }),
  },
  {
    name: "origin-and-direction-swapped",
    teaches: "You take directions for origins: the first of a ray's two points is its origin.",
    caughtBy: ["points/three-rays-by-hand", "points/a-single-ray"],
    subProblem: "points",
    implementation: tracing({ split: (rays) => [index(rays, ":", 1), index(rays, ":", 0)] }),
  },
  {
    name: "one-origin-for-all",
    teaches: "You use the first ray's origin for all of them. Each ray has its own.",
    caughtBy: ["points/origins-of-their-own"],
    subProblem: "points",
    implementation: tracing({
      split: (rays) => [
        stack(Array.from({ length: rays.shape[0] }, () => index(rays, 0, 0))),
        index(rays, ":", 1),
      ],
    }),
  },
  {
    name: "direction-not-negated",
    teaches: "You put +D into the matrices, so every s has the wrong sign: the column is -D.",
    caughtBy: ["points/three-rays-by-hand", "systems/a-screen-of-15-by-15-with-64-hits"],
    subProblem: "systems",
    implementation: tracing({ direction: 1 }),
  },
  {
    name: "rows-for-columns",
    teaches: "Your matrices are transposed: you stack rows. The unknowns multiply columns: stack on axis -1.",
    caughtBy: ["systems/a-screen-of-15-by-15-with-64-hits"],
    subProblem: "systems",
    technique: "stack-vstack",
    implementation: tracing({ axis: -2 }),
  },
  {
    name: "origin-forgotten",
    teaches: "Your right side is -A: that is right only for rays from the origin. It is O - A.",
    caughtBy: ["points/origins-of-their-own", "systems/moved-anywhere-in-space"],
    subProblem: "systems",
    implementation: tracing({ side: (O, A) => O.mul(0).sub(A) }),
  },
  {
    name: "determinant-without-abs",
    teaches:
      "A determinant may be negative: a triangle seen from its other side. Compare its absolute value with 1e-8.",
    caughtBy: ["points/origins-of-their-own"],
    subProblem: "singular",
    implementation: tracing({ size: (determinant) => determinant }),
  },
  {
    name: "mask-without-axes",
    teaches: "A mask [ray] beside matrices [ray, 3, 3] chooses columns. Give it two more axes: [ray, 1, 1].",
    caughtBy: ["points/two-rays", "points/origins-of-their-own"],
    subProblem: "singular",
    technique: "where",
    implementation: tracing({ asMask: (singular) => singular }),
  },
  {
    name: "singular-throws",
    teaches: "One ray along the plane stops the whole batch: put the identity in place of its matrix.",
    caughtBy: ["singular/rays-along-the-plane-among-others", "singular/three-corners-on-a-line"],
    subProblem: "singular",
    implementation: tracing({ singular: "throw" }),
  },
  {
    name: "identity-counts",
    teaches: "You solve with the identity for rays along the plane, then believe it. Mask these rays out.",
    caughtBy: ["singular/rays-along-the-plane-among-others"],
    subProblem: "singular",
    implementation: tracing({ singular: "identity" }),
  },
  {
    name: "singular-hits",
    teaches: "You count rays along the triangle's plane as hits. They miss: negate the mask.",
    caughtBy: ["singular/rays-along-the-plane-among-others", "singular/three-corners-on-a-line"],
    subProblem: "singular",
    implementation: tracing({ singular: "hit" }),
  },
  {
    name: "behind-the-camera",
    teaches: "You do not ask for s ≥ 0, so you see triangles behind the camera.",
    caughtBy: ["points/three-rays-by-hand", "inside/behind-the-camera"],
    subProblem: "inside",
    implementation: tracing({ rule: WRONG_RULES.behind }),
  },
  {
    name: "parallelogram",
    teaches: "u ≤ 1 and v ≤ 1 bound a parallelogram, twice the triangle. The third side is u + v ≤ 1.",
    caughtBy: ["points/three-rays-by-hand", "inside/past-the-third-side"],
    subProblem: "inside",
    implementation: tracing({ rule: WRONG_RULES.parallelogram }),
  },
  {
    name: "no-far-side",
    teaches: "Nothing bounds u and v from above, so your triangle never ends: u + v ≤ 1 is missing.",
    caughtBy: ["inside/past-the-third-side"],
    subProblem: "inside",
    implementation: tracing({ rule: WRONG_RULES.unbounded }),
  },
  {
    name: "half-plane",
    teaches: "Only the third side bounds your triangle: u ≥ 0 and v ≥ 0 are missing.",
    caughtBy: ["systems/a-screen-of-15-by-15-with-64-hits", "inside/past-the-other-two-sides"],
    subProblem: "inside",
    implementation: tracing({ rule: WRONG_RULES.halfPlane }),
  },
  {
    name: "strict",
    teaches:
      "Your inequalities are strict, so a ray that touches a side or a corner misses. Touching counts.",
    caughtBy: ["inside/touching-counts"],
    subProblem: "inside",
    implementation: tracing({ rule: WRONG_RULES.strict }),
  },
  {
    name: "numbers-for-bool",
    teaches: "Your mask is of numbers, 0 and 1. Keep it bool: join masks with `logicalAnd`, not `mul`.",
    caughtBy: ["points/a-single-ray", "inside/nothing-is-hit"],
    subProblem: "inside",
    implementation: {
      raytraceTriangle: (...given: Parameters<typeof Solution.raytraceTriangle>) =>
        raytracer()(...given).toInt(),
    },
  },
]);
