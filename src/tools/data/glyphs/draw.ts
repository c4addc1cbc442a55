import type { Generator } from "../../random/generator.ts";
import { DIGIT_STROKES, type Point, type Stroke } from "./strokes.ts";

/** How far hands differ; all in parts of the picture's width, the angle in radians. */
const TILT = 0.12;
const SHIFT = 0.06;
const THINNEST = 0.035;
const THICKEST = 0.07;
const SOFT_EDGE = 0.06;

/** Draws one digit in a hand of the generator's choice: size × size brightnesses from 0 to 1, row by row. */
export function drawDigit(digit: number, size: number, generator: Generator): Float64Array {
  const lines = linesOf(written(digit, generator));
  const thickness = THINNEST + (THICKEST - THINNEST) * generator.next();
  return Float64Array.from({ length: size * size }, (_, i) => {
    const distance = Math.sqrt(
      nearestSquared(lines, ((i % size) + 0.5) / size, (Math.floor(i / size) + 0.5) / size),
    );
    return Math.min(1, Math.max(0, (thickness + SOFT_EDGE - distance) / SOFT_EDGE));
  });
}

/** The digit's strokes, tilted, slanted, stretched and moved a little. */
function written(digit: number, generator: Generator): Stroke[] {
  const angle = TILT * generator.gaussian();
  const slant = TILT * generator.gaussian();
  const [width, height] = [0.8 + 0.25 * generator.next(), 0.85 + 0.2 * generator.next()];
  const [right, down] = [SHIFT * (2 * generator.next() - 1), SHIFT * (2 * generator.next() - 1)];
  const moved = ([px, py]: Point): Point => {
    const [x, y] = [(px - 0.5) * width + slant * (py - 0.5), (py - 0.5) * height];
    return [
      0.5 + right + x * Math.cos(angle) - y * Math.sin(angle),
      0.5 + down + x * Math.sin(angle) + y * Math.cos(angle),
    ];
  };
  return (DIGIT_STROKES[digit] ?? []).map((stroke) => stroke.map(moved));
}

/** A straight piece of a stroke: where it starts, where it leads, the square of its length. */
interface Line {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly squared: number;
}

function linesOf(strokes: readonly Stroke[]): Line[] {
  return strokes.flatMap((stroke) =>
    stroke.slice(1).map(([bx, by], i): Line => {
      const [x, y] = stroke[i] as Point;
      return { x, y, dx: bx - x, dy: by - y, squared: (bx - x) ** 2 + (by - y) ** 2 };
    }),
  );
}

/** The square of the distance from (px, py) to the nearest line. */
function nearestSquared(lines: readonly Line[], px: number, py: number): number {
  let nearest = Infinity;
  for (const { x, y, dx, dy, squared } of lines) {
    const along = Math.min(1, Math.max(0, ((px - x) * dx + (py - y) * dy) / squared));
    const distance = (px - x - along * dx) ** 2 + (py - y - along * dy) ** 2;
    if (distance < nearest) nearest = distance;
  }
  return nearest;
}
