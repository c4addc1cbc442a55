import { decoys } from "arena/grader";
import { stack, type tf, unsqueeze } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/triangle-ray-intersects/solution.ts";
import { raytracer, type Steps, WRONG_RULES } from "./raytracer.ts";

type Point = tf.Tensor1D;

/** The room's function with some steps done wrongly, as a tensor [1]. */
const mask = (wrong: Partial<Steps>) => (A: Point, B: Point, C: Point, O: Point, D: Point) =>
  raytracer(wrong)(unsqueeze(stack([O, D]), 0) as tf.Tensor3D, stack([A, B, C]) as tf.Tensor2D);

const shot = (wrong: Partial<Steps>) => ({
  triangleRayIntersects: async (A: Point, B: Point, C: Point, O: Point, D: Point) =>
    (await mask(wrong)(A, B, C, O, D).data())[0] === 1,
});

export default decoys<typeof Solution>([
  {
    name: "direction-not-negated",
    teaches: "You put +D into the matrix, so every s has the wrong sign: the column is -D.",
    caughtBy: ["system/through-the-middle", "inside/behind-the-camera"],
    subProblem: "system",
    implementation: shot({ direction: 1 }),
  },
  {
    name: "rows-for-columns",
    teaches: "You stack -D, B - A and C - A as rows. Each unknown multiplies a column: stack on axis 1.",
    caughtBy: ["system/from-another-origin-and-the-other-side", "inside/a-negative-v"],
    subProblem: "system",
    technique: "stack-vstack",
    implementation: shot({ axis: -2 }),
  },
  {
    name: "origin-forgotten",
    teaches: "Your right side is -A: that is right only for rays from the origin. It is O - A.",
    caughtBy: ["system/from-another-origin-and-the-other-side", "system/moved-anywhere-in-space"],
    subProblem: "system",
    implementation: shot({ side: (_O, A) => A.neg() }),
  },
  {
    name: "right-side-reversed",
    teaches: "Your right side is A - O, which turns the sign of s, u and v. It is O - A.",
    caughtBy: ["system/through-the-middle"],
    subProblem: "system",
    implementation: shot({ side: (O, A) => A.sub(O) }),
  },
  {
    name: "ends-at-the-direction",
    teaches: "You ask for s ≤ 1. A ray has no end: D only says which way it goes.",
    caughtBy: ["system/through-the-middle", "inside/a-touched-edge-counts"],
    subProblem: "inside",
    implementation: shot({ rule: WRONG_RULES.screenOnly }),
  },
  {
    name: "behind-the-camera",
    teaches: "You do not ask for s ≥ 0, so you see triangles behind the camera.",
    caughtBy: ["inside/behind-the-camera"],
    subProblem: "inside",
    implementation: shot({ rule: WRONG_RULES.behind }),
  },
  {
    name: "parallelogram",
    teaches: "u ≤ 1 and v ≤ 1 bound a parallelogram, twice the triangle. The third side is u + v ≤ 1.",
    caughtBy: ["inside/in-the-parallelogram-but-not-in-the-triangle"],
    subProblem: "inside",
    implementation: shot({ rule: WRONG_RULES.parallelogram }),
  },
  {
    name: "no-far-side",
    teaches: "Nothing bounds u and v from above, so your triangle never ends: u + v ≤ 1 is missing.",
    caughtBy: ["inside/beyond-a-corner", "inside/in-the-parallelogram-but-not-in-the-triangle"],
    subProblem: "inside",
    implementation: shot({ rule: WRONG_RULES.unbounded }),
  },
  {
    name: "negative-u",
    teaches: "You do not ask for u ≥ 0: points beyond the side from A to C count as hits.",
    caughtBy: ["inside/a-negative-u"],
    subProblem: "inside",
    implementation: shot({ rule: WRONG_RULES.noU }),
  },
  {
    name: "negative-v",
    teaches: "You do not ask for v ≥ 0: points beyond the side from A to B count as hits.",
    caughtBy: ["inside/a-negative-v"],
    subProblem: "inside",
    implementation: shot({ rule: WRONG_RULES.noV }),
  },
  {
    name: "strict",
    teaches:
      "Your inequalities are strict, so a ray that touches a side or a corner misses. Touching counts.",
    caughtBy: ["inside/a-touched-corner-counts", "inside/a-touched-edge-counts"],
    subProblem: "inside",
    implementation: shot({ rule: WRONG_RULES.strict }),
  },
  {
    name: "determinant-without-abs",
    teaches:
      "A determinant may be negative: a triangle seen from its other side. Compare its absolute value with 1e-8.",
    caughtBy: ["system/from-another-origin-and-the-other-side"],
    subProblem: "singular",
    implementation: shot({ size: (determinant) => determinant }),
  },
  {
    name: "singular-throws",
    teaches: "A system without a solution makes `solve` throw. Look at the determinant first: 0 is a miss.",
    caughtBy: ["singular/along-the-triangle-s-plane", "singular/three-corners-on-a-line"],
    subProblem: "singular",
    implementation: shot({ singular: "throw" }),
  },
  {
    name: "identity-counts",
    teaches: "You put the identity in place of a singular matrix, then believe its solution. It is a miss.",
    caughtBy: ["singular/along-the-triangle-s-plane"],
    subProblem: "singular",
    implementation: shot({ singular: "identity" }),
  },
  {
    name: "singular-hits",
    teaches: "You count a ray along the triangle's plane as a hit. Edge on, a triangle is not to be seen.",
    caughtBy: ["singular/along-the-triangle-s-plane", "singular/within-the-triangle-s-plane"],
    subProblem: "singular",
    implementation: shot({ singular: "hit" }),
  },
  {
    name: "tensor-for-boolean",
    teaches: "You return a tensor, and every tensor is true to an `if`. Read it: `await x.data()`.",
    caughtBy: ["system/through-the-middle"],
    subProblem: "inside",
    implementation: { triangleRayIntersects: mask({}) },
  },
]);
