import { decoys } from "arena/grader";
import { linalg, stack, tf, unbind, unsqueeze, where } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/raytrace-mesh/solution.ts";

/** What goes wrong in a copy of the room. */
interface Slips {
  readonly columnAxis?: number;
  readonly sign?: 1 | -1;
  readonly inside?: (u: tf.Tensor, v: tf.Tensor) => tf.Tensor;
  readonly behind?: boolean;
  readonly keepsSingular?: boolean;
  readonly signed?: boolean;
  readonly scale?: "none" | "after";
  readonly miss?: "solved" | "zero";
  readonly reduce?: (distances: tf.Tensor) => tf.Tensor;
}

const least = (u: tf.Tensor, v: tf.Tensor) => u.greaterEqual(0).logicalAnd(v.greaterEqual(0));
const triangle = (u: tf.Tensor, v: tf.Tensor) => least(u, v).logicalAnd(u.add(v).lessEqual(1));

/** The room with a slip: each tensor [ray, triangle, ...]. */
function withSlips(slips: Slips) {
  return (rays: tf.Tensor3D, triangles: tf.Tensor3D): tf.Tensor => {
    const pairs = [rays.shape[0], triangles.shape[0], 3];
    const [O, D] = unbind(unsqueeze(rays, 1), 2) as [tf.Tensor, tf.Tensor]; // each [ray, 1, 3]
    const [A, B, C] = unbind(triangles, 1) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [triangle, 3]
    const columns = [D.mul(slips.sign ?? -1), B.sub(A), C.sub(A)].map((x) => tf.broadcastTo(x, pairs));
    const matrices = stack(columns, slips.columnAxis ?? -1); // [ray, triangle, 3, 3]
    const determinants = linalg.det(matrices); // [ray, triangle]
    const singular = (slips.signed ? determinants : determinants.abs()).less(1e-8); // [ray, triangle]
    const solvable = where(unsqueeze(unsqueeze(singular, -1), -1), tf.eye(3), matrices);
    const suv = unbind(linalg.solve(solvable, O.sub(A)), -1) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const distances = masked(suv, D.slice([0, 0, 0], [-1, -1, 1]).squeeze([-1]), singular, slips);
    return (slips.reduce ?? ((x: tf.Tensor) => x.min(1)))(distances);
  };
}

function masked(suv: tf.Tensor[], dx: tf.Tensor, singular: tf.Tensor, slips: Slips): tf.Tensor {
  const [s, u, v] = suv as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [ray, triangle]
  let hit = (slips.inside ?? triangle)(u, v); // [ray, triangle]
  if (!slips.behind) hit = hit.logicalAnd(s.greaterEqual(0));
  if (!slips.keepsSingular) hit = hit.logicalAnd(singular.logicalNot());
  const other = slips.miss === "zero" ? 0 : Number.POSITIVE_INFINITY;
  if (slips.miss === "solved") return s.mul(dx);
  if (slips.scale === "after") return where(hit, s, other).mul(dx);
  return where(hit, slips.scale === "none" ? s : s.mul(dx), other); // [ray, triangle]
}

const finiteMax = (x: tf.Tensor) => {
  const far = where(x.less(1e30), x, Number.NEGATIVE_INFINITY).max(1); // [ray]
  return where(far.greater(-1e30), far, Number.POSITIVE_INFINITY);
};

export default decoys<typeof Solution>([
  {
    name: "farthest",
    teaches: "You keep the farthest hit of each ray. The eye sees the nearest: take the minimum.",
    caughtBy: ["nearest/the-nearest-of-two-triangles"],
    subProblem: "nearest",
    implementation: { raytraceMesh: withSlips({ reduce: finiteMax }) },
  },
  {
    name: "over-rays",
    teaches:
      "You reduce over the rays, so that each triangle has a distance. Reduce over the triangles, axis 1.",
    caughtBy: ["nearest/the-nearest-of-two-triangles", "pairs/more-rays-than-triangles"],
    subProblem: "nearest",
    implementation: { raytraceMesh: withSlips({ reduce: (x) => x.min(0) }) },
  },
  {
    name: "misses-keep-their-s",
    teaches: "Misses keep the s that the system gave. Put Infinity in their place before the minimum.",
    caughtBy: ["nearest/nothing-is-hit", "hits/beside-each-of-the-other-edges"],
    subProblem: "nearest",
    technique: "where",
    implementation: { raytraceMesh: withSlips({ miss: "solved" }) },
  },
  {
    name: "misses-are-zero",
    teaches: "Misses are 0, and 0 wins every minimum. Infinity never does.",
    caughtBy: ["nearest/nothing-is-hit", "hits/a-triangle-behind-the-camera"],
    subProblem: "nearest",
    implementation: { raytraceMesh: withSlips({ miss: "zero" }) },
  },
  {
    name: "infinity-scaled",
    teaches:
      "You multiply by D_x after you wrote Infinity: where D_x is 0 that is NaN. Scale first, then mask.",
    caughtBy: ["nearest/nothing-is-hit"],
    subProblem: "nearest",
    implementation: { raytraceMesh: withSlips({ scale: "after" }) },
  },
  {
    name: "not-scaled",
    teaches: "You report s itself. The distance along x is s · D_x, however long the direction is.",
    caughtBy: ["nearest/directions-twice-as-long"],
    subProblem: "nearest",
    implementation: { raytraceMesh: withSlips({ scale: "none" }) },
  },
  {
    name: "behind-the-camera",
    teaches: "You accept s < 0, which is behind the ray's origin. A hit needs s ≥ 0 as well.",
    caughtBy: ["hits/a-triangle-behind-the-camera", "nearest/the-camera-within-a-sphere"],
    subProblem: "hits",
    implementation: { raytraceMesh: withSlips({ behind: true }) },
  },
  {
    name: "parallelogram",
    teaches: "u ≤ 1 and v ≤ 1 is the whole parallelogram. Within the triangle u + v ≤ 1.",
    caughtBy: ["hits/beside-the-triangle-within-its-parallelogram"],
    subProblem: "hits",
    implementation: {
      raytraceMesh: withSlips({
        inside: (u, v) => least(u, v).logicalAnd(u.lessEqual(1)).logicalAnd(v.lessEqual(1)),
      }),
    },
  },
  {
    name: "half-plane",
    teaches: "You test u + v ≤ 1 only. u and v must not be negative either.",
    caughtBy: ["hits/beside-each-of-the-other-edges"],
    subProblem: "hits",
    implementation: { raytraceMesh: withSlips({ inside: (u, v) => u.add(v).lessEqual(1) }) },
  },
  {
    name: "determinant-without-abs",
    teaches:
      "A determinant may be negative: a triangle seen from its other side. Compare its absolute value with 1e-8.",
    caughtBy: ["nearest/the-camera-within-a-sphere"],
    subProblem: "hits",
    implementation: { raytraceMesh: withSlips({ signed: true }) },
  },
  {
    name: "identity-is-a-hit",
    teaches:
      "Where you put the identity, the solution is made up. Such a pair is no hit: add that to the mask.",
    caughtBy: ["hits/a-parallel-pair-whose-right-side-looks-like-a-hit"],
    subProblem: "hits",
    implementation: { raytraceMesh: withSlips({ keepsSingular: true }) },
  },
  {
    name: "rows-for-columns",
    teaches: "-D, B - A and C - A are your matrices' rows. They are columns: stack them along the last axis.",
    caughtBy: ["pairs/more-rays-than-triangles", "pairs/a-ring-of-192-triangles"],
    subProblem: "pairs",
    technique: "stack-vstack",
    implementation: { raytraceMesh: withSlips({ columnAxis: -2 }) },
  },
  {
    name: "direction-not-negated",
    teaches: "Your first column is D, so s has the wrong sign and hits in front are lost. It is -D.",
    caughtBy: ["pairs/one-ray-and-one-triangle"],
    subProblem: "pairs",
    implementation: { raytraceMesh: withSlips({ sign: 1 }) },
  },
]);
