import { tf } from "arena/tools";

/** A triangle that fits no symmetry of the screen; no ray of `screen(15, 15)` passes its border closer than 0.002. */
export const TRIANGLE = [
  [1, 0.03, -0.47],
  [1, -0.46, 0.02],
  [1, 0.44, 0.41],
];

/** How many rays of `screen(15, 15)` hit TRIANGLE. */
export const HITS = 64;

/** Rays from the origin through a grid on the plane x = 1, up to 0.5 to each side, y slow and z fast: [ny · nz, 2, 3]. */
export function screen(ny: number, nz: number): number[][][] {
  const place = (i: number, n: number) => -0.5 + i / (n - 1);
  return Array.from({ length: ny * nz }, (_, k) => [
    [0, 0, 0],
    [1, place(Math.floor(k / nz), ny), place(k % nz, nz)],
  ]);
}

/** How many entries of a mask are true, as a plain number. */
export async function countOf(mask: tf.Tensor): Promise<number> {
  return (await tf.sum(mask).data())[0] as number;
}

/** A triangle on the plane x = 2 whose sides have four different slopes. */
export const SHIELD = [
  [2, 0, -1],
  [2, -2, 0],
  [2, 1, 3],
];

/** The triangle whose determinants are powers of two, so that a touch is exact in every arithmetic. */
export const EXACT = [
  [2, -1, -1],
  [2, 3, -1],
  [2, -1, 1],
];

/** SHIELD a thousandth as large and as far: its determinants are small, but far from 0. */
export const SMALL_SHIELD = SHIELD.map((corner) => corner.map((value) => value / 1000));

/** Three corners on one line. */
export const NEEDLE = [
  [2, 0, 0],
  [2, 1, 1],
  [2, 2, 2],
];

type Ray = [origin: number[], direction: number[]];
const fromOrigin = (x: number, y: number, z: number): Ray => [
  [0, 0, 0],
  [x, y, z],
];

/** Rays and where they meet SHIELD, as A + u · (B - A) + v · (C - A). */
export const RAY = {
  middle: fromOrigin(1, -0.1, 0.3), // u = 0.27, v = 0.33
  long: fromOrigin(8, -0.8, 2.4), // the same, s = 0.25
  behind: fromOrigin(-1, 0.1, -0.3), // the same, s = -2
  justBehind: [
    [2.5, -0.2, 0.6],
    [1, 0, 0],
  ] as Ray, // the same, s = -0.5
  startsOn: [
    [2, 0, -0.5],
    [1, 0, 0],
  ] as Ray, // EXACT at u = v = 0.25, s = 0
  aside: fromOrigin(1, 1, -1), // u = -1
  pastU: fromOrigin(1, 0.55, 0.35), // u = -0.3, v = 0.5
  pastV: fromOrigin(1, -0.65, -0.85), // u = 0.5, v = -0.3
  parallelogram: fromOrigin(1, -0.35, 1.25), // u = v = 0.7
  beyond: fromOrigin(1, -1.4, 0.65), // u = 1.5, v = 0.2
  turned: [
    [3, 1, 1],
    [-1, -0.6, -0.2],
  ] as Ray, // u = 0.02, v = 0.44, from the other side
  corner: fromOrigin(1, -0.5, -0.5), // EXACT at u = v = 0
  edge: fromOrigin(1, 0.5, 0), // EXACT at u = v = 0.5
  parallel: [
    [3, 0.25, -0.5],
    [0, 1, 0.5],
  ] as Ray, // never meets the plane of SHIELD; origin minus A is (1, 0.25, 0.5)
  within: [
    [2, -3, 0.25],
    [0, 1, 0],
  ] as Ray, // runs in the plane of SHIELD
} as const satisfies Record<string, Ray>;
