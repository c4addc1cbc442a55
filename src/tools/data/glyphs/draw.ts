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
  const strokes = written(digit, generator);
  const thickness = THINNEST + (THICKEST - THINNEST) * generator.next();
  return Float64Array.from({ length: size * size }, (_, i) => {
    const pixel: Point = [((i % size) + 0.5) / size, (Math.floor(i / size) + 0.5) / size];
    const distance = strokes.reduce((nearest, stroke) => Math.min(nearest, distanceTo(stroke, pixel)), Infinity);
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
    return [0.5 + right + x * Math.cos(angle) - y * Math.sin(angle), 0.5 + down + x * Math.sin(angle) + y * Math.cos(angle)];
  };
  return (DIGIT_STROKES[digit] ?? []).map((stroke) => stroke.map(moved));
}

function distanceTo(stroke: Stroke, [x, y]: Point): number {
  let nearest = Infinity;
  for (let i = 1; i < stroke.length; i++) {
    const [[ax, ay], [bx, by]] = [stroke[i - 1], stroke[i]] as [Point, Point];
    const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
    const t = Math.min(1, Math.max(0, along));
    nearest = Math.min(nearest, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
  }
  return nearest;
}
