import { decoys } from "arena/grader";
import { linalg, tf, unbind, unsqueeze, where } from "arena/tools";
import { raytraceMesh } from "../../exercises/0.1-ray-tracing/raytrace-mesh/solution.ts";
import * as Solution from "../../exercises/0.1-ray-tracing/raytrace-mesh-lambert/solution.ts";

const { raytraceMeshLambert } = Solution;
type Scene = [rays: tf.Tensor3D, triangles: tf.Tensor3D, light: tf.Tensor1D, ambient: number];

/** The room with another brightness for each triangle; `pick` says which of the distances is looked at. */
function shadedBy(
  brightness: (normals: tf.Tensor, light: tf.Tensor, ambient: number) => tf.Tensor,
  pick: "nearest" | "farthest" = "nearest",
) {
  return (...[rays, triangles, light, ambient]: Scene): tf.Tensor => {
    const [A, B, C] = unbind(triangles, 1) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [triangle, 3]
    const table = brightness(linalg.cross(B.sub(A), C.sub(A)), light, ambient); // [triangle]
    const one = unbind(triangles, 0).map((x) => raytraceMesh(rays, unsqueeze(x, 0) as tf.Tensor3D)); // each [ray]
    const distances = tf.stack(one, 1); // [ray, triangle]
    const hit = distances.less(Number.POSITIVE_INFINITY); // [ray, triangle]
    const far = where(hit, distances, Number.NEGATIVE_INFINITY); // [ray, triangle]
    const which = pick === "nearest" ? distances.argMin(1) : far.argMax(1); // [ray]
    return where(tf.any(hit, 1), tf.gather(table, which as tf.Tensor1D), 0); // [ray]
  };
}

const unit = (normals: tf.Tensor) => normals.div(linalg.norm(normals, -1, { keepDims: true }));
const lambert = (normals: tf.Tensor, light: tf.Tensor, ambient: number) =>
  tf.maximum(unit(normals).mul(light).sum(-1), 0).add(ambient);

/** A triangle's brightness wherever nothing is hit: what argMin of Infinity alone gives. */
function firstShinesThrough(...[rays, triangles, light, ambient]: Scene): tf.Tensor {
  const [A, B, C] = unbind(triangles, 1) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [triangle, 3]
  const first = lambert(linalg.cross(B.sub(A), C.sub(A)), light, ambient).slice([0], [1]); // [1]
  const hit = raytraceMesh(rays, triangles).less(Number.POSITIVE_INFINITY); // [ray]
  return where(hit, raytraceMeshLambert(rays, triangles, light, ambient), first); // [ray]
}

/** The room where only triangles whose determinant is positive, -D · n > 0, can be hit. */
function facingOnly(...[rays, triangles, light, ambient]: Scene): tf.Tensor {
  const [A, B, C] = unbind(triangles, 1) as [tf.Tensor, tf.Tensor, tf.Tensor]; // each [triangle, 3]
  const D = rays.slice([0, 1, 0], [-1, 1, -1]); // [ray, 1, 3]
  const faces = D.mul(linalg.cross(B.sub(A), C.sub(A)))
    .sum(-1)
    .lessEqual(-1e-8); // [ray, triangle]
  const table = lambert(linalg.cross(B.sub(A), C.sub(A)), light, ambient); // [triangle]
  const one = unbind(triangles, 0).map((x) => raytraceMesh(rays, unsqueeze(x, 0) as tf.Tensor3D)); // each [ray]
  const distances = where(faces, tf.stack(one, 1), Number.POSITIVE_INFINITY); // [ray, triangle]
  const hit = tf.any(distances.less(Number.POSITIVE_INFINITY), 1); // [ray]
  return where(hit, tf.gather(table, distances.argMin(1) as tf.Tensor1D), 0); // [ray]
}

export default decoys<typeof Solution>([
  {
    name: "normals-not-of-length-one",
    teaches:
      "Your normals are as long as the triangle's double area, so large triangles shine. Bring them to length 1.",
    caughtBy: ["normals/one-ray-and-one-triangle", "normals/a-small-triangle-is-as-bright-as-a-large-one"],
    subProblem: "normals",
    implementation: {
      raytraceMeshLambert: shadedBy((normals, light, ambient) =>
        tf.maximum(normals.mul(light).sum(-1), 0).add(ambient),
      ),
    },
  },
  {
    name: "normals-inward",
    teaches: "Your normals point inward: the order of the edges is (B - A) × (C - A).",
    caughtBy: ["normals/one-ray-and-one-triangle", "light/light-from-behind-the-triangle"],
    subProblem: "normals",
    implementation: {
      raytraceMeshLambert: shadedBy((normals, light, ambient) => lambert(normals.neg(), light, ambient)),
    },
  },
  {
    name: "absolute-value",
    teaches:
      "You take the absolute value, so triangles that look away from the light shine, too. Clamp at 0.",
    caughtBy: ["light/light-from-behind-the-triangle"],
    subProblem: "light",
    technique: "max-vs-maximum",
    implementation: {
      raytraceMeshLambert: shadedBy((normals, light, ambient) =>
        unit(normals).mul(light).sum(-1).abs().add(ambient),
      ),
    },
  },
  {
    name: "not-clamped",
    teaches: "Triangles that look away from the light take light off. Clamp the scalar product at 0.",
    caughtBy: ["light/light-from-behind-the-triangle"],
    subProblem: "light",
    technique: "max-vs-maximum",
    implementation: {
      raytraceMeshLambert: shadedBy((normals, light, ambient) =>
        unit(normals).mul(light).sum(-1).add(ambient),
      ),
    },
  },
  {
    name: "light-normalised",
    teaches: "You brought the light to length 1. A longer light is a brighter one; take it as it is.",
    caughtBy: ["light/a-light-that-is-not-of-length-one"],
    subProblem: "light",
    implementation: {
      raytraceMeshLambert: shadedBy((normals, light, ambient) => lambert(normals, unit(light), ambient)),
    },
  },
  {
    name: "ambient-forgotten",
    teaches: "The ambient light is missing: add it to each triangle's brightness.",
    caughtBy: ["normals/one-ray-and-one-triangle", "light/light-from-behind-the-triangle"],
    subProblem: "light",
    implementation: {
      raytraceMeshLambert: (...[rays, triangles, light]: Scene) =>
        raytraceMeshLambert(rays, triangles, light, 0),
    },
  },
  {
    name: "determinant-without-abs",
    teaches:
      "A determinant may be negative: a triangle seen from its other side. Compare its absolute value with 1e-8.",
    caughtBy: ["light/a-triangle-seen-from-its-other-side"],
    subProblem: "look-up",
    technique: "masks-any-all",
    implementation: { raytraceMeshLambert: facingOnly },
  },
  {
    name: "farthest",
    teaches: "You show the farthest triangle of each ray: argMin, not argMax.",
    caughtBy: ["look-up/the-nearest-of-three-triangles"],
    subProblem: "look-up",
    implementation: { raytraceMeshLambert: shadedBy(lambert, "farthest") },
  },
  {
    name: "first-triangle-as-background",
    teaches: "argMin of nothing but Infinity is 0, so the background has triangle 0's brightness. Mask it.",
    caughtBy: ["background/nothing-is-hit", "background/a-hit-beside-two-misses"],
    subProblem: "background",
    implementation: { raytraceMeshLambert: firstShinesThrough },
  },
  {
    name: "ambient-background",
    teaches: "Rays that hit nothing get the ambient light. Choose 0 for them after it was added.",
    caughtBy: ["background/nothing-is-hit", "background/a-hit-beside-two-misses"],
    subProblem: "background",
    implementation: {
      raytraceMeshLambert: (...[rays, triangles, light, ambient]: Scene) =>
        raytraceMeshLambert(rays, triangles, light, 0).add(ambient),
    },
  },
]);
