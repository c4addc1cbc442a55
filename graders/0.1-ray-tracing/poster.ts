import { avgPool2d, tf } from "arena/tools";
import type { View } from "./view.ts";

type Colour = readonly [red: number, green: number, blue: number];

/** Gold from the shade to the light. */
const GOLD: readonly Colour[] = [
  [0.1, 0.04, 0.06],
  [0.3, 0.13, 0.08],
  [0.62, 0.32, 0.1],
  [0.88, 0.58, 0.18],
  [0.99, 0.83, 0.45],
  [1, 0.97, 0.86],
];
/** The middle of the wall behind it, and its corners. */
const WALL: readonly [Colour, Colour] = [
  [0.16, 0.3, 0.42],
  [0.02, 0.04, 0.09],
];
/** How much of a thing is seen again in the floor it stands on. */
const GLOSS = 0.3;

/**
 * A picture from the brightness of each ray, 0 for those that hit nothing: a golden thing before a dark wall, standing on
 * a floor that mirrors it. Two rays to each side make one pixel of the view: [3, height, width].
 */
export function posterOf(
  brightness: Float32Array,
  { width: half, height: halfHeight, ...rest }: View,
): tf.Tensor3D {
  const view = { ...rest, width: 2 * half, height: 2 * halfHeight };
  const { width, height } = view;
  const foot = footOf(brightness, view);
  const pixels = new Float32Array(3 * width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const colour = colourAt(brightness, view, foot, row, column);
      for (let i = 0; i < 3; i++) pixels[(i * height + row) * width + column] = colour[i] as number;
    }
  }
  const fine = tf.tensor4d(pixels, [1, 3, height, width]); // [1, colour, row, column]
  return avgPool2d(fine, 2).squeeze([0]); // [colour, row, column]
}

/** The lowest row in which something is hit. */
function footOf(brightness: Float32Array, { width, height }: View): number {
  let row = height - 1;
  while (row > 0 && brightness.subarray(row * width, (row + 1) * width).every((value) => !(value > 0))) row--;
  return row;
}

function colourAt(brightness: Float32Array, view: View, foot: number, row: number, column: number): Colour {
  const here = brightness[row * view.width + column] ?? 0;
  if (here > 0) return gold(here);
  const behind = wallAt(view, row, column);
  const mirrored = row > foot ? (brightness[(2 * foot - row) * view.width + column] ?? 0) : 0;
  if (!(mirrored > 0)) return behind;
  return mixed(behind, gold(mirrored), GLOSS * Math.exp((-5 * (row - foot)) / (view.height - foot)));
}

/** Lighter around the middle, as if a lamp stood behind the thing. */
function wallAt({ width, height }: View, row: number, column: number): Colour {
  const distance = Math.hypot((column / width - 0.5) * 1.3, row / height - 0.42);
  return mixed(WALL[0], WALL[1], Math.min(1, distance * 1.55) ** 1.2);
}

function gold(brightness: number): Colour {
  const place = Math.min(0.999, brightness) * (GOLD.length - 1);
  const below = Math.floor(place);
  return mixed(GOLD[below] as Colour, GOLD[below + 1] as Colour, place - below);
}

const mixed = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];
