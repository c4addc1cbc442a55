import { requireOptions } from "../arguments/options.ts";
import { lesson } from "../lesson.ts";
import type { tf } from "../tensorflow.ts";
import { type Point, type Triangle, triangleTensor } from "./triangles.ts";

export interface IcosphereSettings {
  /** How often each triangle is cut into four. Default 2, which gives 320 triangles. */
  readonly subdivisions?: number;
  /** Default 1. */
  readonly radius?: number;
}

/**
 * A sphere from an icosahedron whose triangles are cut in four and pushed out to the sphere:
 * float32 [20 · 4 ** subdivisions, 3, 3]. Winding: cross(B - A, C - A) points outward.
 *
 * ```ts
 * meshes.icosphere({ subdivisions: 1 }); // [80, 3, 3]
 * ```
 * @throws ToolError unless the radius is positive and there are 0 to 6 subdivisions.
 */
export function icosphere(settings: IcosphereSettings = {}): tf.Tensor3D {
  requireOptions<IcosphereSettings>("icosphere", settings, { subdivisions: "2", radius: "1" });
  const { subdivisions = 2, radius = 1 } = settings;
  if (!(Number.isInteger(subdivisions) && subdivisions >= 0 && subdivisions <= 6))
    throw lesson("icosphere", {
      what: `${subdivisions} subdivisions cannot be made.`,
      fits: "a whole number from 0 (20 triangles) to 6 (81920)",
    });
  if (!(radius > 0 && Number.isFinite(radius)))
    throw lesson("icosphere", { what: `the radius is ${radius}.`, fits: "a positive number" });
  let triangles = icosahedron();
  for (let round = 0; round < subdivisions; round++) triangles = triangles.flatMap(inFour);
  const scaled = (point: Point): Point => [point[0] * radius, point[1] * radius, point[2] * radius];
  return triangleTensor(triangles.map(([a, b, c]): Triangle => [scaled(a), scaled(b), scaled(c)]));
}

/** The 20 faces over the corners (0, ±1, ±φ) and their cyclic exchanges, φ the golden ratio. */
function icosahedron(): Triangle[] {
  const phi = (1 + Math.sqrt(5)) / 2;
  const signs: [number, number][] = [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ];
  const corners = signs.flatMap(([s, t]): Point[] => [
    [0, s, t * phi],
    [s, t * phi, 0],
    [t * phi, 0, s],
  ]);
  const faces: Triangle[] = [];
  for (const [i, a] of corners.entries())
    for (const [j, b] of corners.entries())
      for (const [k, c] of corners.entries()) {
        const neighbours = near(a, b) && near(b, c) && near(a, c);
        if (i < j && i < k && neighbours && tripleProduct(a, b, c) > 0) faces.push([a, b, c]);
      }
  return faces.map(([a, b, c]) => [onSphere(a), onSphere(b), onSphere(c)]);
}

/** Edges of this icosahedron have length 2. */
const near = (a: Point, b: Point): boolean =>
  Math.abs(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) - 2) < 1e-9;

/** (a × b) · c: positive where a, b, c go counterclockwise seen from outside. */
const tripleProduct = (a: Point, b: Point, c: Point): number =>
  (a[1] * b[2] - a[2] * b[1]) * c[0] +
  (a[2] * b[0] - a[0] * b[2]) * c[1] +
  (a[0] * b[1] - a[1] * b[0]) * c[2];

function onSphere([x, y, z]: Point): Point {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

function inFour([a, b, c]: Triangle): Triangle[] {
  const middle = (p: Point, q: Point): Point => onSphere([p[0] + q[0], p[1] + q[1], p[2] + q[2]]);
  const [ab, bc, ca] = [middle(a, b), middle(b, c), middle(c, a)];
  return [
    [a, ab, ca],
    [ab, b, bc],
    [ca, bc, c],
    [ab, bc, ca],
  ];
}
