import { decoys } from "arena/grader";
import { all, any, stack, tf, unbind } from "arena/tools";
import type * as Solution from "../../exercises/0.1-ray-tracing/wireframe/solution.ts";
import { allOf, RIGHT, raytracer, type Shares, type Steps } from "./raytracer.ts";

/** The mask [ray, triangle] by a rule for the shares, then `join`ed to [ray]. */
function drawing(
  near: (shares: Shares, width: number) => tf.Tensor,
  { rule = RIGHT.rule, ...wrong }: Partial<Steps> = {},
  join: (mask: tf.Tensor) => tf.Tensor = (mask) => any(mask, 1),
) {
  return {
    wireframe: (rays: tf.Tensor3D, triangles: tf.Tensor3D, width: number) => {
      const trace = raytracer({ ...wrong, rule: (shares) => allOf(rule(shares), near(shares, width)) });
      return join(
        stack(
          unbind(triangles).map((triangle) => trace(rays, triangle as tf.Tensor2D)),
          1,
        ),
      ); // [ray]
    },
  };
}

const third = ({ u, v }: Shares) => u.add(v).neg().add(1);
const close = (shares: Shares, width: number) =>
  tf.minimum(tf.minimum(shares.u, shares.v), third(shares)).lessEqual(width);

export default decoys<typeof Solution>([
  {
    name: "filled",
    teaches: "You draw whole triangles: ask for the smallest share to be at most `width`, too.",
    caughtBy: ["edges/a-wide-edge-and-a-narrow-one-narrow", "edges/a-screen-of-15-by-15"],
    subProblem: "edges",
    implementation: drawing(({ s }) => s.greaterEqual(0)),
  },
  {
    name: "third-side-forgotten",
    teaches: "You draw two sides of three: the third share is 1 - u - v.",
    caughtBy: ["edges/a-screen-of-15-by-15"],
    subProblem: "edges",
    implementation: drawing(({ u, v }, width) => tf.minimum(u, v).lessEqual(width)),
  },
  {
    name: "corners-only",
    teaches:
      "You take the largest share where the smallest is meant: near a side, one of the three is small.",
    caughtBy: ["edges/a-wide-edge-and-a-narrow-one-narrow"],
    subProblem: "edges",
    technique: "max-vs-maximum",
    implementation: drawing((shares, width) =>
      tf.maximum(tf.maximum(shares.u, shares.v), third(shares)).lessEqual(width),
    ),
  },
  {
    name: "inside-out",
    teaches: "You draw what is far from every side. Turn the comparison with `width` round.",
    caughtBy: ["edges/a-wide-edge-and-a-narrow-one-narrow"],
    subProblem: "edges",
    implementation: drawing((shares, width) => close(shares, width).logicalNot()),
  },
  {
    name: "outside-too",
    teaches: "A share below 0 is also at most `width`: rays that miss the triangle must be left out.",
    caughtBy: ["edges/outside-of-every-side"],
    subProblem: "edges",
    implementation: drawing(close, { rule: ({ s }) => s.greaterEqual(0) }),
  },
  {
    name: "behind-the-camera",
    teaches: "You do not ask for s ≥ 0, so you draw triangles behind the camera.",
    caughtBy: ["edges/behind-the-camera"],
    subProblem: "edges",
    implementation: drawing(close, {
      rule: (shares) =>
        allOf(shares.u.greaterEqual(0), shares.v.greaterEqual(0), third(shares).greaterEqual(0)),
    }),
  },
  {
    name: "direction-not-negated",
    teaches: "You put +D into the matrices, so every s has the wrong sign: the column is -D.",
    caughtBy: ["pairs/one-ray-and-one-triangle"],
    subProblem: "pairs",
    implementation: drawing(close, { direction: 1 }),
  },
  {
    name: "origin-forgotten",
    teaches: "Your right side is -A: that is right only for rays from the origin. It is O - A.",
    caughtBy: ["pairs/origins-of-their-own"],
    subProblem: "pairs",
    implementation: drawing(close, { side: (O, A) => O.mul(0).sub(A) }),
  },
  {
    name: "determinant-without-abs",
    teaches:
      "A determinant may be negative: a triangle seen from its other side. Compare its absolute value with 1e-8.",
    caughtBy: ["pairs/origins-of-their-own"],
    subProblem: "pairs",
    technique: "masks-any-all",
    implementation: drawing(close, { size: (determinant) => determinant }),
  },
  {
    name: "singular-throws",
    teaches: "A ray along a triangle's plane stops the whole batch: put the identity in place of its matrix.",
    caughtBy: ["pairs/along-the-plane-and-on-a-line"],
    subProblem: "pairs",
    implementation: drawing(close, { singular: "throw" }),
  },
  {
    name: "all-triangles",
    teaches: "You ask for all triangles to be hit. One is enough: `any`.",
    caughtBy: ["pairs/three-rays-and-two-triangles", "any/the-nearer-of-two-hides-nothing"],
    subProblem: "any",
    implementation: drawing(close, {}, (mask) => all(mask, 1)),
  },
  {
    name: "over-the-rays",
    teaches: "You reduce over the rays, and keep one value a triangle. The triangles' axis goes.",
    caughtBy: ["any/nothing-is-hit"],
    subProblem: "any",
    implementation: drawing(close, {}, (mask) => any(mask, 0)),
  },
]);
