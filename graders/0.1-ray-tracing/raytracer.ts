import { index, linalg, stack, tf, unsqueeze, where } from "arena/tools";

/** Shares of a solved system, each [ray]. */
export interface Shares {
  readonly s: tf.Tensor;
  readonly u: tf.Tensor;
  readonly v: tf.Tensor;
}

/** One ray tracer with its steps exchangeable: each typical mistake is one step done wrongly. */
export interface Steps {
  /** Splits rays [ray, 2, xyz] into origins and directions [ray, xyz]. */
  readonly split: (rays: tf.Tensor3D) => readonly [tf.Tensor, tf.Tensor];
  /** Sign of the direction's column. */
  readonly direction: 1 | -1;
  /** Axis on which the columns are stacked: -1 makes columns, -2 rows. */
  readonly axis: -1 | -2;
  /** The right side of the system from origin and A. */
  readonly side: (O: tf.Tensor, A: tf.Tensor) => tf.Tensor;
  /** What to do with systems that have no solution. */
  readonly singular: "miss" | "identity" | "throw" | "hit";
  /** The size of a determinant [ray] that is held against 1e-8. */
  readonly size: (determinant: tf.Tensor) => tf.Tensor;
  /** The mask [ray] with the axes of the matrices that it chooses: [ray, 1, 1]. */
  readonly asMask: (singular: tf.Tensor) => tf.Tensor;
  /** Which solutions are hits. */
  readonly rule: (shares: Shares) => tf.Tensor;
}

export const allOf = (...masks: readonly tf.Tensor[]): tf.Tensor =>
  masks.reduce((all, mask) => all.logicalAnd(mask));

export const RIGHT: Steps = {
  split: (rays) => [index(rays, ":", 0), index(rays, ":", 1)],
  direction: -1,
  axis: -1,
  side: (O, A) => O.sub(A),
  singular: "miss",
  size: (determinant) => determinant.abs(),
  asMask: (singular) => unsqueeze(unsqueeze(singular, -1), -1),
  rule: ({ s, u, v }) =>
    allOf(s.greaterEqual(0), u.greaterEqual(0), v.greaterEqual(0), u.add(v).lessEqual(1)),
};

/** Hits of the rays [ray, 2, xyz] on a triangle [3, xyz] by the right steps but for `wrong`: bool [ray]. */
export function raytracer(wrong: Partial<Steps> = {}) {
  const steps = { ...RIGHT, ...wrong };
  return (rays: tf.Tensor3D, triangle: tf.Tensor2D): tf.Tensor1D => {
    const [A, B, C] = [0, 1, 2].map((corner) => index(triangle, corner)) as [tf.Tensor, tf.Tensor, tf.Tensor];
    const [O, D] = steps.split(rays); // each [ray, xyz]
    const along = (edge: tf.Tensor) => tf.broadcastTo(edge, D.shape); // [ray, xyz]
    const columns = [D.mul(steps.direction), along(B.sub(A)), along(C.sub(A))];
    const matrices = stack(columns, steps.axis); // [ray, xyz, suv]
    const singular = steps.size(linalg.det(matrices)).less(1e-8); // [ray]
    const mask = steps.asMask(singular); // [ray, 1, 1]
    const systems = steps.singular === "throw" ? matrices : where(mask, tf.eye(3), matrices);
    const solved = linalg.solve(systems, steps.side(O, A)); // [ray, suv]
    const [s, u, v] = [0, 1, 2].map((share) => index(solved, "...", share)) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    const hit = steps.rule({ s, u, v }); // [ray]
    if (steps.singular === "miss") return hit.logicalAnd(singular.logicalNot()) as tf.Tensor1D;
    return (steps.singular === "hit" ? hit.logicalOr(singular) : hit) as tf.Tensor1D;
  };
}

/** The mistakes in the choice of hits that a ray tracer for triangles can make, by name. */
export const WRONG_RULES = {
  behind: ({ u, v }: Shares) => allOf(u.greaterEqual(0), v.greaterEqual(0), u.add(v).lessEqual(1)),
  parallelogram: ({ s, u, v }: Shares) =>
    allOf(s.greaterEqual(0), u.greaterEqual(0), v.greaterEqual(0), u.lessEqual(1), v.lessEqual(1)),
  unbounded: ({ s, u, v }: Shares) => allOf(s.greaterEqual(0), u.greaterEqual(0), v.greaterEqual(0)),
  halfPlane: ({ s, u, v }: Shares) => allOf(s.greaterEqual(0), u.add(v).lessEqual(1)),
  noU: ({ s, u, v }: Shares) => allOf(s.greaterEqual(0), v.greaterEqual(0), u.add(v).lessEqual(1)),
  noV: ({ s, u, v }: Shares) => allOf(s.greaterEqual(0), u.greaterEqual(0), u.add(v).lessEqual(1)),
  strict: ({ s, u, v }: Shares) => allOf(s.greater(0), u.greater(0), v.greater(0), u.add(v).less(1)),
  screenOnly: (shares: Shares) => allOf(RIGHT.rule(shares), shares.s.lessEqual(1)),
  behindInParallelogram: ({ u, v }: Shares) =>
    allOf(u.greaterEqual(0), v.greaterEqual(0), u.lessEqual(1), v.lessEqual(1)),
} as const;
