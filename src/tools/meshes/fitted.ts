import { requireNumber } from "../arguments/number.ts";
import { requireTensor } from "../arguments/tensor.ts";
import { lesson, shapeText } from "../lesson.ts";
import { tf } from "../tensorflow.ts";

/**
 * A mesh moved and scaled so that the middle of its bounding box is the origin and its farthest corner has this
 * distance from it: [nTriangles, 3, 3] -> the same. A file's units and place no longer matter then. The winding
 * stays.
 *
 * ```ts
 * const mesh = meshes.fitted(await meshes.loadMesh("rabbit.stl")); // [nTriangles, 3, 3]
 * ```
 * @throws ToolError if it is no mesh.
 */
export function fitted(triangles: tf.Tensor3D, radius = 1): tf.Tensor3D {
  requireTensor("fitted", triangles, "the mesh");
  requireNumber("fitted", "the radius", radius);
  const [, corners, coordinates] = triangles.shape as number[];
  if (triangles.rank !== 3 || corners !== 3 || coordinates !== 3 || triangles.size === 0)
    throw lesson("fitted", {
      what: "this is no mesh.",
      given: { shape: shapeText(triangles.shape) },
      fits: "triangles [nTriangles, 3, 3], one at least",
    });
  return tf.tidy(() => {
    const middle = triangles
      .max([0, 1])
      .add(triangles.min([0, 1]))
      .div(2); // [3]
    const centred = triangles.sub(middle); // [triangle, corner, 3]
    const farthest = centred.square().sum(2).max().sqrt(); // []
    return centred.mul(tf.divNoNan(radius, farthest)) as tf.Tensor3D; // [triangle, corner, 3]
  });
}
