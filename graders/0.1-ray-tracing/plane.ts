import type { plots, tf } from "arena/tools";

/** Two points in the x-y plane: a ray's origin and direction, or a segment's ends. */
export type Pair = readonly [plots.Point, plots.Point];

/** The x and y of pairs of points [pair, 2, xyz]. */
export async function pairs(x: tf.Tensor3D): Promise<Pair[]> {
  return ((await x.array()) as number[][][]).map(([first, second]) => [flat(first), flat(second)]);
}

/** Where a ray is at 1.6 times its direction. */
export const pastScreen = (origin: plots.Point, through: plots.Point, times = 1.6): plots.Point => [
  origin[0] + times * through[0],
  origin[1] + times * through[1],
];

const flat = ([x = Number.NaN, y = Number.NaN]: readonly number[] = []): plots.Point => [x, y];

/** u along the ray and v along the segment where their lines cross, or undefined for parallels. */
export function crossing([origin, direction]: Pair, [from, to]: Pair): { u: number; v: number } | undefined {
  const [along, apart] = [minus(to, from), minus(from, origin)];
  const determinant = cross(direction, along);
  if (Math.abs(determinant) < 1e-8) return undefined;
  return { u: cross(apart, along) / determinant, v: cross(apart, direction) / determinant };
}

const minus = (a: plots.Point, b: plots.Point): plots.Point => [a[0] - b[0], a[1] - b[1]];
const cross = (a: plots.Point, b: plots.Point): number => a[0] * b[1] - a[1] * b[0];
