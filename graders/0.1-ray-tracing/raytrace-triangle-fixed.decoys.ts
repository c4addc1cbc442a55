import { decoys } from "arena/grader";
import type { tf } from "arena/tools";
import { unbind } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/raytrace-triangle-fixed/solution.ts";
import * as Broken from "../../exercises/0.1-ray-tracing/raytrace-triangle-fixed/stub.ts";
import { raytracer, type Steps, WRONG_RULES } from "./raytracer.ts";

const repaired = (left: Partial<Steps>) => ({ raytraceTriangleFixed: raytracer(left) });

export default decoys<typeof Solution>([
  {
    name: "untouched",
    teaches: "`unbind(rays, 0)` takes rays apart from each other, not origins from directions: use axis 1.",
    caughtBy: ["rays/three-rays-by-hand", "rays/a-single-ray"],
    subProblem: "rays",
    implementation: { raytraceTriangleFixed: Broken.raytraceTriangleFixed },
  },
  {
    name: "only-rays-left",
    teaches: "Three faults are mended. `unbind(rays, 0)` still gives rays, not origins and directions.",
    caughtBy: ["rays/two-rays"],
    subProblem: "rays",
    implementation: repaired({ split: (rays) => unbind(rays, 0) as [tf.Tensor, tf.Tensor] }),
  },
  {
    name: "three-left",
    teaches:
      "Origins and directions are right now. Your matrices are transposed: look at the axis of `stack`.",
    caughtBy: ["systems/moved-anywhere-in-space"],
    subProblem: "systems",
    implementation: repaired({ axis: -2, rule: WRONG_RULES.behindInParallelogram }),
  },
  {
    name: "only-systems-left",
    teaches: "Only the matrices are wrong still: the unknowns multiply columns, and you stack rows.",
    caughtBy: ["systems/moved-anywhere-in-space"],
    subProblem: "systems",
    implementation: repaired({ axis: -2 }),
  },
  {
    name: "swap-taken-out",
    teaches:
      "You took out the identity for singular matrices, and one of them makes solve throw. That line was right.",
    caughtBy: ["systems/three-corners-on-a-line", "systems/rays-along-the-plane-among-others"],
    subProblem: "systems",
    technique: "where",
    implementation: repaired({ singular: "throw" }),
  },
  {
    name: "mask-overwritten",
    teaches:
      "The condition on s took the place of the mask of singular matrices. Keep both: hit = hit.logicalAnd(…).",
    caughtBy: ["systems/rays-along-the-plane-among-others"],
    subProblem: "behind",
    technique: "in-place-vs-rebinding",
    implementation: repaired({ singular: "identity" }),
  },
  {
    name: "two-left",
    teaches: "The equations are right now. The condition on s is computed, and its result thrown away.",
    caughtBy: ["behind/behind-the-camera", "parallelogram/past-the-third-side"],
    subProblem: "behind",
    implementation: repaired({ rule: WRONG_RULES.behindInParallelogram }),
  },
  {
    name: "only-behind-left",
    teaches: "One fault is left: you still see what lies behind the camera. Is the mask of s ≥ 0 kept?",
    caughtBy: ["behind/behind-the-camera"],
    subProblem: "behind",
    implementation: repaired({ rule: WRONG_RULES.behind }),
  },
  {
    name: "only-parallelogram-left",
    teaches: "One fault is left: u ≤ 1 and v ≤ 1 bound a parallelogram. The third side is u + v ≤ 1.",
    caughtBy: ["parallelogram/past-the-third-side", "parallelogram/a-screen-of-15-by-15-with-64-hits"],
    subProblem: "parallelogram",
    implementation: repaired({ rule: WRONG_RULES.parallelogram }),
  },
  {
    name: "no-far-side",
    teaches: "You took away u ≤ 1 and v ≤ 1, and nothing bounds the third side now: u + v ≤ 1 is missing.",
    caughtBy: ["parallelogram/past-the-third-side"],
    subProblem: "parallelogram",
    implementation: repaired({ rule: WRONG_RULES.unbounded }),
  },
]);
