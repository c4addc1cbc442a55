import { tf } from "../tensorflow.ts";

/** x, y, z. */
export type Point = readonly [number, number, number];
/** Three corners, in the order in which cross(B - A, C - A) points outward. */
export type Triangle = readonly [Point, Point, Point];

/** The tensor of a list of triangles: float32 [nTriangles, 3, 3], axes triangle, corner, coordinate. */
export function triangleTensor(triangles: readonly Triangle[]): tf.Tensor3D {
  return tf.tensor3d(triangles.flat(2), [triangles.length, 3, 3], "float32");
}

/** Two triangles for the quad of a net (rows × columns) whose corners are 00, 01, 10 and 11. */
export function quad(p00: Point, p01: Point, p10: Point, p11: Point): [Triangle, Triangle] {
  return [
    [p00, p10, p11],
    [p00, p11, p01],
  ];
}

/** Length of (B - A) × (C - A), twice the triangle's area; 0 for a triangle squeezed to a line or a point. */
export function doubledArea([a, b, c]: Triangle): number {
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  return Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx);
}
